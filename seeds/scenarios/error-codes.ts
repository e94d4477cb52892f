/**
 * The codes of the trade for order, payment, waybill, inventory, cancellation and return (error table of the official
 * specification, and `[Code:…]` values seen in receipts), and why this engine never says some of them.
 */
export interface ErrorCode {
  code: string;
  document: string;
  meaning: string;
  /** Why it cannot occur; absent for a code that a scenario must reach. */
  never?: string;
}

const SIGNATURE =
  'JSON and Kafka carry no signature; the port checks signatures of official messages before they get here';
const HEADS = 'a record carries one document';
const BY_KEY = 'a document is found by its key and waits for its bundle: there is no message about a missing partner';
const INTERNAL = 'a passing fault is retried and a broken invariant stops the process; neither is told to a sender';
const OTHER_CODE = (code: string) => `${code} is said instead`;
const QUOTA_CALL = 'quota is counted in the same engine: there is no call that could fail';

function codes(
  document: string,
  rows: readonly (readonly [code: string, meaning: string, never?: string])[],
): ErrorCode[] {
  return rows.map(([code, meaning, never]) => ({ code, document, meaning, ...(never !== undefined && { never }) }));
}

export const ERROR_CODES: readonly ErrorCode[] = [
  ...codes('any', [
    ['-10101', 'invalid company type', OTHER_CODE('-10102')],
    ['-10102', 'invalid company code'],
  ]),
  ...codes('order', [
    ['-301001', 'lines missing'],
    ['-301002', 'duplicate gnum'],
    ['-301003', 'order not found', BY_KEY],
    ['-301004', 'order not found', BY_KEY],
    ['-301005', 'order not found', BY_KEY],
    ['-301006', 'several orders found', 'the key of an order is unique under its number'],
    ['-301007', 'empty', 'a value that is no object is a dead letter'],
    ['-301008', 'parameter check failed'],
    ['-301009', 'no order to act on'],
    ['-301010', 'same number exists'],
    ['-301011', 'state does not allow'],
    ['-301012', 'no operation', OTHER_CODE('-301008, for a wrong appType,')],
    ['-301013', 'system error', INTERNAL],
    ['-301014', 'older message, ignored'],
    ['-301015', 'too many heads', HEADS],
    ['-301020', 'signature failure', SIGNATURE],
    ['-304001', 'business key already inserted', OTHER_CODE('-301010')],
  ]),
  ...codes('payment', [
    ['-401001', 'not found', BY_KEY],
    ['-401002', 'not found', BY_KEY],
    ['-401003', 'several payments'],
    ['-401004', 'not found', BY_KEY],
    ['-401005', 'empty', 'a value that is no object is a dead letter'],
    ['-401006', 'none found to act on'],
    ['-401007', 'same number exists'],
    ['-401008', 'state does not allow'],
    ['-401009', 'parameter check failed'],
    ['-401010', 'not known', 'its meaning is not known'],
    ['-401011', 'not known', 'its meaning is not known'],
    ['-401012', 'older message, ignored'],
    ['-401013', 'too many heads', HEADS],
  ]),
  ...codes('waybill', [
    ['-504000', 'not known', 'its meaning is not known'],
    ['-504010', 'empty', 'a value that is no object is a dead letter'],
    ['-504011', 'parameter check failed'],
    ['-504012', 'waybill exists'],
    ['-504013', 'count exceeded', HEADS],
    ['-504014', 'none to act on'],
    ['-504015', 'another waybill stands'],
    ['-504016', 'state does not allow; older message'],
  ]),
  ...codes('inventory', [
    ['-621000', 'lines empty'],
    ['-621001', 'check failed'],
    ['-621002', 'receipt parse failed', INTERNAL],
    ['-621003', 'declare failed', INTERNAL],
    ['-621004', 'already declared'],
    ['-621005', 'over single limit'],
    ['-621010', 'not in the declaring state', OTHER_CODE('-621012')],
    ['-621011', 'nothing declared to amend'],
    ['-621012', 'state does not allow amendment'],
    ['-621013', 'quota query failed', QUOTA_CALL],
    ['-621014', 'quota increment failed', QUOTA_CALL],
    ['-621015', 'card or permission mismatch', SIGNATURE],
    ['-621016', 'card or permission mismatch', SIGNATURE],
    ['-621017', 'system error', INTERNAL],
    ['-621018', 'over annual limit', OTHER_CODE('Code:1313')],
    ['-621024', 'all lines empty', OTHER_CODE('-621000')],
    ['-621025', 'signature save failed', SIGNATURE],
    ['-621026', 'signature save failed', SIGNATURE],
    ['-621027', 'duplicate gnum'],
    ['-621028', 'signed data differ', SIGNATURE],
    ['-621029', 'signature verification failed', SIGNATURE],
    ['-621030', 'too many heads', HEADS],
    ['-621049', 'signature failure', SIGNATURE],
  ]),
  ...codes('cancellation', [
    ['-451', 'cancel failed', OTHER_CODE('-623005')],
    ['-623000', 'not known', 'its meaning is not known'],
    ['-623001', 'parameter check failed'],
    ['-623003', 'inventory number unknown'],
    ['-623005', 'state does not allow cancel'],
    ['-623009', 'already declared'],
    ['-623025', 'quota increment error', QUOTA_CALL],
    ['-623029', 'signature failed', SIGNATURE],
  ]),
  ...codes('return', [
    ['-625001', 'parameter check failed; no such parcel'],
    ['-625005', 'signature error', SIGNATURE],
    ['-625006', 'no lines'],
    ['-625007', 'item not recorded'],
    [
      '-625009',
      'second quantity and unit: both or neither',
      'a return names lines and quantities of the inventory alone',
    ],
    ['-625010', 'differs from the record', 'a return names lines and quantities of the inventory alone'],
    ['-625011', 'parameter library mismatch', 'code lists are checked by form only'],
    ['-625012', 'parameter library mismatch', 'code lists are checked by form only'],
    ['-625014', 'limit', OTHER_CODE('-625209')],
    ['-625015', 'limit', OTHER_CODE('-625209')],
    ['-625022', 'state does not allow'],
    ['-625024', 'quota', QUOTA_CALL],
    ['-625025', 'quota', QUOTA_CALL],
    ['-625026', 'quota', QUOTA_CALL],
    ['-625200', 'empty', 'a value that is no object is a dead letter'],
    ['-625201', 'an application already exists'],
    ['-625208', 'signature error', SIGNATURE],
    ['-625209', 'line not in the inventory, or more than was bought'],
  ]),
  ...codes('`[Code:…]`', [
    ['1800', 'logic checks passed'],
    ['1200', 'return waits for manual review', 'a return is decided at once'],
    ['1300', 'manual rejection'],
    ['2300', 'cancellation granted'],
    ['2600', 'released'],
    ['1313', 'buyer over annual limit'],
    ['1320', 'number of inventory lines differs from the order'],
    ['1322', 'inventory and order lines differ'],
    ['1327', 'buyer differs from payer'],
    ['1332', 'payment amount differs'],
    ['13127', 'inventory buyer differs from order buyer'],
    ['130126', 'inventory telephone differs from the order'],
    ['13035', 'payment company differs'],
  ]),
];
