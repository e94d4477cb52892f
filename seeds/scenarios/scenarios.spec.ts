import { RETURN_STATUS } from '@sandan/domain';
import { BASE_REFERENCE, SCENARIOS, START_MS, type ExpectedReason, type Scenario, type ScenarioRecord } from '.';
import { CLEAN_DEAL, DECLARED_DEAL, inventory, order, payment, waybill } from './documents';
import { LI, WANG, XU, ZHAO } from './people';

/** Contract 5 and 6 with their codes, the one reason of the fork after them, and the officer's. */
const CODES: Record<string, string | null> = {
  AMOUNT_MISMATCH: '1332',
  AMOUNT_IDENTITY: null,
  PAYER_MISMATCH: '1327',
  PAY_COMPANY_MISMATCH: '13035',
  PAY_TRANSACTION_MISMATCH: null,
  CONSIGNEE_MISMATCH: null,
  INVENTORY_PARTIES_MISMATCH: null,
  INVENTORY_WAYBILL_MISMATCH: null,
  INVENTORY_BUYER_MISMATCH: '13127',
  INVENTORY_PHONE_MISMATCH: '130126',
  INVENTORY_LINE_COUNT: '1320',
  INVENTORY_LINE_CONTENT: '1322',
  ENTERPRISE_NOT_ADMITTED: '-10102',
  BUYER_ID_INVALID: null,
  ITEM_NOT_RECORDED: '-625007',
  BOOK_SPLIT: null,
  NOT_ON_POSITIVE_LIST: null,
  GOODS_PROHIBITED: null,
  SINGLE_LIMIT: '-621005',
  ANNUAL_LIMIT: '1313',
  STOCK_SHORT: null,
  DUTY_RATE_UNKNOWN: null,
  RULING: '1300',
};

/** Contract 3 and 13: what a document can be told besides its decision. */
const WIRE_STATUSES = [
  ...['-301001', '-301002', '-301008', '-301009', '-301010', '-301011', '-301014'],
  ...['-401003', '-401006', '-401007', '-401008', '-401009', '-401012'],
  ...['-504011', '-504012', '-504014', '-504015', '-504016'],
  ...['-621000', '-621001', '-621004', '-621011', '-621012', '-621027'],
  ...['-623001', '-623003', '-623005', '-623009'],
  ...['-625001', '-625006', '-625022', '-625201', '-625209'],
  ...['1', '2', '100', '120', '300', '399', '500', '501', '502', '503', '599', '700', '800', '899'],
];

const DEAD_LETTER_REASONS = [
  'business-key-missing',
  'duty-rate-missing',
  'field-fault',
  'key-mismatch',
  'more-than-returned',
  'not-an-object',
  'not-current',
  'not-json',
  'not-the-inspector',
  'not-utf8',
  'other-notice',
  'state-not-allowed',
  'too-large',
  'too-late',
  'unknown-parcel',
];

const clearances = SCENARIOS.flatMap(({ expect }) => expect.clearances ?? []);
const reasons = clearances.flatMap(({ reasons: refusing = [], warnings = [] }) => [...refusing, ...warnings]);
const statuses = SCENARIOS.flatMap(({ expect }) => expect.receipts ?? []).flatMap(({ statuses: list }) => list);

function sorted(words: Iterable<string>): string[] {
  return [...new Set(words)].sort();
}

/** Money of a wire field in fen; the catalogue's clean amounts have at most two decimals. */
function fen(amount: unknown): number {
  return Math.round(Number(amount) * 100);
}

function linesOf(document: Record<string, unknown>): Record<string, unknown>[] {
  return document['lines'] as Record<string, unknown>[];
}

describe('the catalogue', () => {
  it('gives each scenario a name of its own in kebab-case', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('says in one sentence what each scenario is about', () => {
    expect(SCENARIOS.filter(({ about }) => !/^\S.*\.$/.test(about)).map(({ name }) => name)).toEqual([]);
  });

  it('shows every reason of the contract', () => {
    expect(sorted(reasons.map(({ reason }) => reason))).toEqual(sorted(Object.keys(CODES)));
  });

  it('shows every match and clearance reason alone in a refusal', () => {
    const alone = clearances.filter(({ outcome }) => outcome === 'REFUSED').map((one) => sorted(wordsOf(one.reasons)));
    const missing = Object.keys(CODES).filter((reason) => !alone.some((words) => words.join() === reason));
    expect(missing).toEqual(['DUTY_RATE_UNKNOWN']);
  });

  it('gives reasons only the codes of the contract', () => {
    const wrong = reasons.filter(({ reason, code }) => code !== undefined && code !== CODES[reason]);
    expect(wrong).toEqual([]);
    const coded = reasons.filter(({ code }) => code !== undefined).map(({ reason }) => reason);
    expect(sorted(coded)).toEqual(sorted(Object.keys(CODES)));
  });

  it('lists the reasons of a clearance in the order of the contract', () => {
    const order = Object.keys(CODES);
    const unordered = SCENARIOS.filter(({ expect: { clearances: list = [] } }) =>
      list.some(({ reasons: words = [] }) => {
        const places = words.map(({ reason }) => order.indexOf(reason));
        return places.some((place, index) => index > 0 && place < places[index - 1]!);
      }),
    );
    expect(unordered.map(({ name }) => name)).toEqual([]);
  });

  it('shows every receipt status of accepted and refused documents', () => {
    expect(sorted(statuses)).toEqual(sorted(WIRE_STATUSES));
  });

  it('shows every kind of dead letter that a record can be', () => {
    const shown = SCENARIOS.flatMap(({ expect: { deadLetters = [] } }) => deadLetters.map(({ reason }) => reason));
    expect(sorted(shown)).toEqual(DEAD_LETTER_REASONS);
  });

  it('shows every outcome', () => {
    expect(sorted(clearances.map(({ outcome }) => outcome))).toEqual(sorted(Object.keys(RETURN_STATUS)));
  });
});

describe('each scenario', () => {
  it('sends its records in order of time, each with one value', () => {
    const unordered = ({ records }: Scenario) =>
      records.some(({ at }, place) => place > 0 && at < records[place - 1]!.at);
    const valueless = (record: ScenarioRecord) => (record.value === undefined) === (record.valueBase64 === undefined);
    expect(SCENARIOS.filter((one) => unordered(one) || one.records.some(valueless)).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it('moves the clock forward only', () => {
    const backward = SCENARIOS.filter(({ records, until }) => until !== undefined && until < records.at(-1)!.at);
    expect(backward.map(({ name }) => name)).toEqual([]);
  });

  it('gives a key to every record whose value is a text', () => {
    const keyless = SCENARIOS.filter(({ records }) =>
      records.some(({ key, value }) => key === undefined && (typeof value !== 'object' || !('orderNo' in value))),
    );
    expect(keyless.map(({ name }) => name)).toEqual([]);
  });

  it('numbers the clearances of a parcel from 1 without a gap', () => {
    const gaps = SCENARIOS.filter(({ expect: { clearances: list = [] } }) => {
      const last = new Map<string, number>();
      return list.some(({ parcelId, revision }) => {
        const next = (last.get(parcelId) ?? 0) + 1;
        last.set(parcelId, next);
        return revision !== next;
      });
    });
    expect(gaps.map(({ name }) => name)).toEqual([]);
  });

  it('has taxes that add up to their total', () => {
    const taxes = clearances.flatMap(({ tax }) => (tax ? [tax] : []));
    const complete = taxes.filter(({ customsTax, consumptionTax, total }) => customsTax && consumptionTax && total);
    const wrong = complete.filter(
      (tax) => fen(tax.customsTax) + fen(tax.valueAddedTax) + fen(tax.consumptionTax) !== fen(tax.total),
    );
    expect(complete.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });

  it('expects reasons for each refusal and none for a release', () => {
    const wrong = clearances.filter(
      ({ outcome, reasons: words = [] }) =>
        (outcome === 'REFUSED' && words.length === 0) || (outcome === 'RELEASED' && words.length > 0),
    );
    expect(wrong).toEqual([]);
  });

  it('leaves the base reference as it was', () => {
    const before = JSON.stringify(BASE_REFERENCE);
    const changed = SCENARIOS.filter(({ reference }) => {
      const same = reference && JSON.stringify(reference(BASE_REFERENCE)) === before;
      return same || JSON.stringify(BASE_REFERENCE) !== before;
    });
    expect(changed.map(({ name }) => name)).toEqual([]);
  });
});

describe('the clean bundles', () => {
  const bundles = [CLEAN_DEAL, DECLARED_DEAL].map((deal) => ({
    order: order(deal),
    payment: payment(deal),
    waybill: waybill(deal),
    inventory: inventory(deal),
  }));

  it('begin at midnight of 11 November in Beijing', () => {
    expect(new Date(START_MS).toISOString()).toBe('2026-11-10T16:00:00.000Z');
  });

  it.each(bundles)('add up: goods, freight and tax less discount are what was paid ($order.ebcCode)', (bundle) => {
    const { goodsValue, freight, taxTotal, discount, acturalPaid } = bundle.order;
    expect(fen(goodsValue) + fen(freight) + fen(taxTotal) - fen(discount)).toBe(fen(acturalPaid));
    expect(acturalPaid).toBe('109.10');
    expect(bundle.payment['amountPaid']).toBe(acturalPaid);
  });

  it.each(bundles)('have lines that multiply and add up ($order.ebcCode)', (bundle) => {
    for (const document of [bundle.order, bundle.inventory]) {
      const lines = linesOf(document);
      for (const { qty, price, totalPrice } of lines) expect(Number(qty) * fen(price)).toBe(fen(totalPrice));
      const total = lines.reduce((sum, { totalPrice }) => sum + fen(totalPrice), 0);
      expect(total).toBe(fen(bundle.order['goodsValue']));
    }
  });

  it.each(bundles)('name the same parcel, buyer and consignee ($order.ebcCode)', (bundle) => {
    for (const document of Object.values(bundle)) expect(document['orderNo']).toBe('HM-0001');
    const { ebpCode, ebcCode, buyerName, buyerIdNumber, buyerTelephone } = bundle.order;
    expect(bundle.inventory).toMatchObject({ ebpCode, ebcCode, buyerName, buyerIdNumber, buyerTelephone });
    expect(bundle.payment).toMatchObject({ ebpCode, payerName: buyerName, payerIdNumber: buyerIdNumber });
    const { consignee, consigneeTelephone, consigneeAddress } = bundle.order;
    expect(bundle.waybill).toMatchObject({ consignee, consigneeTelephone, consigneeAddress });
    const { logisticsCode, logisticsNo } = bundle.waybill;
    expect(bundle.inventory).toMatchObject({ logisticsCode, logisticsNo });
  });

  it.each(bundles)('carry transmission ids of 36 characters ($order.ebcCode)', (bundle) => {
    for (const document of Object.values(bundle)) expect(document['guid']).toMatch(/^[0-9A-F-]{36}$/);
  });

  it.each([WANG, LI, ZHAO, XU])('know people with valid numbers of a region that does not exist ($idNumber)', (one) => {
    expect(one.idNumber).toMatch(/^000000\d{11}[\dX]$/);
    const weights = [...one.idNumber].map((_, place) => 2 ** (17 - place) % 11);
    const digits = [...one.idNumber].map((character) => (character === 'X' ? 10 : Number(character)));
    expect(digits.reduce((sum, digit, place) => sum + digit * weights[place]!, 0) % 11).toBe(1);
    expect(one.telephone).toMatch(/^199\d{8}$/);
  });
});

function wordsOf(list: ExpectedReason[] = []): string[] {
  return list.map(({ reason }) => reason);
}
