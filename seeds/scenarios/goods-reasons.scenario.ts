import { DAY, FIRST_BOOK, PLATFORM, SECOND_BOOK } from './base';
import {
  CHOCOLATE,
  FRUIT_DRINK,
  HANDBAG,
  HONEYCOMB,
  MERCURY_CREAM,
  MILK_POWDER,
  SUSPENDED_MERCHANT,
  TISSUE,
  UNRECORDED,
  type BookItem,
} from './base-goods';
import { inventoryLine, orderLine } from './documents';
import { matchedReceipts, receiptsOf, refused, released } from './expectations';
import { bundleAt, byTime, dealOf, declaredBundleAt, declaredDealOf } from './records';
import { alsoIn, changes, enterprise, hsRow, hsRowFrom } from './reference-changes';
import { ofLine, oneOfEach, refusal } from './refusal';
import type { ExpectedReason, Scenario } from './scenario';

function notListed(item: BookItem, gnum = 1): ExpectedReason {
  return ofLine('NOT_ON_POSITIVE_LIST', null, 'gcode', item.gcode, gnum);
}

const NOT_RECORDED = ofLine('ITEM_NOT_RECORDED', '-625007', 'itemNo', UNRECORDED.itemNo);
const BOOK_SPLIT: ExpectedReason = { reason: 'BOOK_SPLIT', code: null, left: { field: 'emsNo' } };

export const GOODS_REASONS: Scenario[] = [
  refusal({
    name: 'item-not-recorded',
    about: 'The only item of the order stands in no book.',
    deal: oneOfEach(UNRECORDED),
    reasons: [NOT_RECORDED],
  }),
  refusal({
    name: 'second-item-not-recorded',
    about: 'One line is recorded, the other is not: one entry, for the second line.',
    deal: oneOfEach(CHOCOLATE, UNRECORDED),
    reasons: [ofLine('ITEM_NOT_RECORDED', '-625007', 'itemNo', UNRECORDED.itemNo, 2)],
  }),
  refusal({
    name: 'item-of-another-merchant',
    about: 'Item numbers belong to their merchant: the same number of another one is not recorded.',
    deal: dealOf({ ebcCode: SUSPENDED_MERCHANT, goods: oneOfEach(HANDBAG).goods }),
    reference: enterprise(SUSPENDED_MERCHANT, { status: 'active' }),
    reasons: [ofLine('ITEM_NOT_RECORDED', '-625007', 'itemNo', HANDBAG.itemNo)],
  }),
  refusal({
    name: 'line-without-an-item-number',
    about: 'itemNo is optional on the wire, but without it the engine finds nothing in the book.',
    fields: { order: { lines: [{ ...orderLine(dealOf().goods[0]!, 0), itemNo: undefined }] } },
    reasons: [{ reason: 'ITEM_NOT_RECORDED', code: '-625007', left: { field: 'itemNo', gnum: 1 } }],
  }),
  {
    name: 'declared-record-number-unknown',
    about: 'A declared line is looked up by its record number in the declared book.',
    records: declaredBundleAt(0, declaredDealOf(), {
      inventory: { lines: [{ ...inventoryLine(declaredDealOf().goods[0]!, 0), itemRecordNo: 'R999' }] },
    }),
    anyOrder: true,
    expect: {
      clearances: [refused([ofLine('ITEM_NOT_RECORDED', '-625007', 'itemRecordNo', 'R999')])],
      receipts: receiptsOf(matchedReceipts('100')),
    },
  },
  {
    name: 'declared-book-unknown',
    about: 'In a book that does not exist nothing is recorded.',
    records: declaredBundleAt(0, declaredDealOf(), { inventory: { emsNo: `${FIRST_BOOK}9` } }),
    anyOrder: true,
    expect: { clearances: [refused([ofLine('ITEM_NOT_RECORDED', '-625007', 'itemRecordNo', 'R021')])] },
  },
  refusal({
    name: 'lines-in-two-books',
    about: 'The goods lie in two warehouses: one parcel cannot leave both.',
    deal: oneOfEach(CHOCOLATE, FRUIT_DRINK),
    reasons: [BOOK_SPLIT],
  }),
  refusal({
    name: 'lines-in-two-books-and-in-none',
    about: 'The split is judged by the recorded lines; the third line is not recorded.',
    deal: oneOfEach(UNRECORDED, CHOCOLATE, FRUIT_DRINK),
    reasons: [NOT_RECORDED, BOOK_SPLIT],
  }),
  refusal({
    name: 'lines-in-one-of-two-books-and-in-none',
    about: 'One book holds both recorded lines; that the third line is in none does not split them.',
    deal: oneOfEach(CHOCOLATE, FRUIT_DRINK, UNRECORDED),
    reference: alsoIn(SECOND_BOOK, { ...CHOCOLATE, itemRecordNo: 'R002' }),
    reasons: [ofLine('ITEM_NOT_RECORDED', '-625007', 'itemNo', UNRECORDED.itemNo, 3)],
  }),
  refusal({
    name: 'not-on-the-positive-list',
    about: 'The HS row says no.',
    deal: oneOfEach(TISSUE),
    reasons: [notListed(TISSUE)],
  }),
  refusal({
    name: 'positive-list-unknown-is-no',
    about: 'Only "yes" passes: an unknown membership refuses.',
    deal: oneOfEach(MILK_POWDER),
    reasons: [notListed(MILK_POWDER)],
  }),
  refusal({
    name: 'hs-code-without-a-row',
    about: 'An HS code without a row is not on the positive list.',
    deal: oneOfEach(HONEYCOMB),
    reasons: [notListed(HONEYCOMB)],
  }),
  refusal({
    name: 'two-lines-not-on-the-positive-list',
    about: 'One entry for each line.',
    deal: oneOfEach(TISSUE, CHOCOLATE, MILK_POWDER),
    reasons: [notListed(TISSUE, 1), notListed(MILK_POWDER, 3)],
  }),
  {
    name: 'positive-list-of-the-day-of-decision',
    about: 'The row passes from 12 November, Beijing time: refused on the 11th, released a day later.',
    reference: changes(
      hsRow(CHOCOLATE.gcode, { positiveList: 'no' }),
      hsRowFrom(CHOCOLATE.gcode, '2026-11-11', '2026-11-12', { positiveList: 'yes' }),
    ),
    records: byTime(
      ...bundleAt(DAY - 2001),
      ...bundleAt(DAY - 2000, dealOf({ orderNo: 'HM-0002', payTransactionId: 'TXN-0002', logisticsNo: 'WB-0002' })),
    ),
    expect: { clearances: [refused([notListed(CHOCOLATE)]), released({ parcelId: `${PLATFORM}:HM-0002` })] },
  },
  refusal({
    name: 'goods-prohibited',
    about: 'Cosmetics with mercury may not be imported.',
    deal: oneOfEach(CHOCOLATE, MERCURY_CREAM),
    reasons: [ofLine('GOODS_PROHIBITED', null, 'gcode', MERCURY_CREAM.gcode, 2)],
  }),
  refusal({
    name: 'goods-prohibited-and-not-listed',
    about: 'A prohibited row that is not on the positive list either gives both reasons.',
    deal: oneOfEach(MERCURY_CREAM),
    reference: hsRow(MERCURY_CREAM.gcode, { positiveList: 'no' }),
    reasons: [notListed(MERCURY_CREAM), ofLine('GOODS_PROHIBITED', null, 'gcode', MERCURY_CREAM.gcode)],
  }),
];
