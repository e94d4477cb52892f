import { OTHER_CARRIER, CARRIER } from './base';
import { DECLARING_MERCHANT, OTHER_DECLARING_MERCHANT, TOOTHPASTE, TOY } from './base-goods';
import { inventoryLine, orderLine, type Fields } from './documents';
import { UNMATCHED_RECEIPTS, masked, matchedReceipts, receiptsOf, refused, released } from './expectations';
import { LI, WANG } from './people';
import { declaredBundleAt, declaredDealOf } from './records';
import type { ExpectedReason, Scenario } from './scenario';

const DEAL = declaredDealOf({
  goods: [
    { item: TOOTHPASTE, qty: '2', price: '30.00' },
    { item: TOY, qty: '1', price: '30.00' },
  ],
});
const LINES = DEAL.goods.map(inventoryLine);

function line(gnum: 1 | 2, fields: Fields): Fields {
  return { lines: LINES.map((one) => (one['gnum'] === gnum ? { ...one, ...fields } : one)) };
}

/** The three documents agree; the declared inventory differs from them. */
function inventoryDiffers(
  name: string,
  about: string,
  inventory: Fields,
  reasons: ExpectedReason[],
  unseen: string[] = [],
): Scenario {
  return {
    name,
    about,
    records: declaredBundleAt(0, DEAL, { inventory }),
    anyOrder: true,
    expect: { clearances: [refused(reasons)], receipts: receiptsOf(UNMATCHED_RECEIPTS), notices: [], unseen },
  };
}

/** Both sides of a pair; the inventory stands left. */
function pair(
  reason: string,
  code: string | null,
  [left, right]: [field: string, field: string],
  [ours, theirs]: [value: string, value: string],
  against: 'order' | 'waybill' = 'order',
): ExpectedReason {
  return {
    reason,
    code,
    left: { document: 'inventory', field: left, value: ours },
    right: { document: against, field: right, value: theirs },
  };
}

function content(gnum: number, left: string, ours: string, theirs: string, right = left): ExpectedReason {
  return {
    reason: 'INVENTORY_LINE_CONTENT',
    code: '1322',
    left: { document: 'inventory', field: left, value: ours, gnum },
    right: { document: 'order', field: right, value: theirs, gnum },
  };
}

const LINE_COUNT: ExpectedReason = {
  reason: 'INVENTORY_LINE_COUNT',
  code: '1320',
  left: { document: 'inventory', field: 'lines' },
  right: { document: 'order', field: 'lines' },
};
const PARTIES = pair(
  'INVENTORY_PARTIES_MISMATCH',
  null,
  ['ebcCode', 'ebcCode'],
  [OTHER_DECLARING_MERCHANT, DECLARING_MERCHANT],
);
const WAYBILL_NO = pair(
  'INVENTORY_WAYBILL_MISMATCH',
  null,
  ['logisticsNo', 'logisticsNo'],
  ['WB-9999', 'WB-0001'],
  'waybill',
);
const WAYBILL_CODE = pair(
  'INVENTORY_WAYBILL_MISMATCH',
  null,
  ['logisticsCode', 'logisticsCode'],
  [OTHER_CARRIER, CARRIER],
  'waybill',
);
const BUYER_NAME = pair(
  'INVENTORY_BUYER_MISMATCH',
  '13127',
  ['buyerName', 'buyerName'],
  [masked(LI.name), masked(WANG.name)],
);
const BUYER_ID = pair(
  'INVENTORY_BUYER_MISMATCH',
  '13127',
  ['buyerIdNumber', 'buyerIdNumber'],
  [masked(LI.idNumber), masked(WANG.idNumber)],
);
const PHONE = pair(
  'INVENTORY_PHONE_MISMATCH',
  '130126',
  ['buyerTelephone', 'buyerTelephone'],
  [masked(LI.telephone), masked(WANG.telephone)],
);

export const INVENTORY_REASONS: Scenario[] = [
  inventoryDiffers(
    'inventory-of-another-merchant',
    'The inventory names another merchant than the order.',
    { ebcCode: OTHER_DECLARING_MERCHANT },
    [PARTIES],
  ),
  inventoryDiffers('inventory-of-another-waybill', 'Only the waybill number differs.', { logisticsNo: 'WB-9999' }, [
    WAYBILL_NO,
  ]),
  inventoryDiffers(
    'inventory-of-another-carrier-and-waybill',
    'Carrier and number differ: one entry each.',
    { logisticsNo: 'WB-9999', logisticsCode: OTHER_CARRIER },
    [WAYBILL_CODE, WAYBILL_NO],
  ),
  inventoryDiffers(
    'inventory-of-another-buyer',
    'Name and ID number differ: one entry each, masked.',
    { buyerName: LI.name, buyerIdNumber: LI.idNumber },
    [BUYER_NAME, BUYER_ID],
    [WANG.name, WANG.idNumber, LI.idNumber],
  ),
  inventoryDiffers(
    'inventory-with-another-telephone',
    'Only the telephone of the buyer differs.',
    { buyerTelephone: LI.telephone },
    [PHONE],
    [LI.telephone],
  ),
  inventoryDiffers(
    'inventory-misses-a-line',
    'The order has two lines, the inventory one, and that one agrees.',
    { lines: LINES.slice(0, 1) },
    [LINE_COUNT],
  ),
  inventoryDiffers(
    'inventory-misses-a-line-and-the-other-differs',
    'Lines are compared where both documents have the gnum, also when their numbers differ.',
    { lines: [{ ...LINES[0], country: '309' }] },
    [LINE_COUNT, content(1, 'country', '309', '307')],
  ),
  inventoryDiffers(
    'line-name-differs',
    'gname is compared with the itemName of the order.',
    line(2, { gname: '拼图' }),
    [content(2, 'gname', '拼图', TOY.gname, 'itemName')],
  ),
  inventoryDiffers('line-quantity-differs', 'Three pieces declared, two ordered.', line(1, { qty: '3' }), [
    content(1, 'qty', '3', '2'),
  ]),
  inventoryDiffers('line-unit-differs', 'Boxes declared, pieces ordered.', line(1, { unit: '140' }), [
    content(1, 'unit', '140', '012'),
  ]),
  inventoryDiffers(
    'line-price-differs',
    'Price and total of a line are compared each for itself.',
    line(1, { price: '31.00' }),
    [{ ...content(1, 'price', '31.00', '30.00'), difference: '1.00' }],
  ),
  inventoryDiffers(
    'line-total-differs',
    'The total of the second line is 0.01 off.',
    line(2, { totalPrice: '30.01' }),
    [{ ...content(2, 'totalPrice', '30.01', '30.00'), difference: '0.01' }],
  ),
  inventoryDiffers(
    'every-rule-of-the-inventory-fails',
    'All failures of the inventory are reported, in the order of the contract, lines by gnum and field.',
    {
      ebcCode: OTHER_DECLARING_MERCHANT,
      logisticsCode: OTHER_CARRIER,
      logisticsNo: 'WB-9999',
      buyerName: LI.name,
      buyerIdNumber: LI.idNumber,
      buyerTelephone: LI.telephone,
      lines: [
        { ...LINES[0], gname: '牙粉', qty: '3', unit: '140', price: '31.00', totalPrice: '93.00', country: '309' },
      ],
    },
    [
      PARTIES,
      WAYBILL_CODE,
      WAYBILL_NO,
      BUYER_NAME,
      BUYER_ID,
      PHONE,
      LINE_COUNT,
      content(1, 'gname', '牙粉', TOOTHPASTE.gname, 'itemName'),
      content(1, 'qty', '3', '2'),
      content(1, 'unit', '140', '012'),
      content(1, 'price', '31.00', '30.00'),
      content(1, 'totalPrice', '93.00', '60.00'),
      content(1, 'country', '309', '307'),
    ],
  ),
  {
    name: 'line-decimals-are-compared-by-value',
    about: 'Quantity and price of a line agree whatever zeros they carry; a full-width name is the same name.',
    records: declaredBundleAt(0, DEAL, {
      order: { lines: DEAL.goods.map(orderLine).map((one) => ({ ...one, itemName: `${String(one['itemName'])} Ａ` })) },
      inventory: {
        lines: LINES.map((one) => ({
          ...one,
          gname: `${String(one['gname'])} A`,
          price: '30.00000',
          qty: `${String(one['qty'])}.0`,
        })),
      },
    }),
    anyOrder: true,
    expect: { clearances: [released()], receipts: receiptsOf(matchedReceipts('800')) },
  },
];
