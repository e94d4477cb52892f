import { present } from '../documents/present';
import type { Order, OrderLine, Waybill } from '../documents/document';
import type { Digest } from '../identity/digest';
import { nameGuid } from '../identity/name-guid';
import { decimal } from '../money/decimal';
import { fraction, times, type Fraction, ZERO } from '../money/fraction';
import type { Book, RecordedItem, Reference } from '../reference/reference';
import { byGnum, decimalText, gnumOf, type InventoryView, type InventoryViewLine } from './inventory-view';

/**
 * Composes the inventory of a merchant for whom the engine declares (contract 4): lines from the order, found in the
 * book by merchant and item number; freight and insured fee from the waybill field by field, else the order's freight
 * and 0.
 */
export function composeInventory(order: Order, waybill: Waybill, reference: Reference, digest: Digest): InventoryView {
  const lines = byGnum(order.lines);
  const found = recordedLines(order.ebcCode, lines, reference);
  const books = [...new Set(found.flatMap((recorded) => (recorded ? [recorded.book] : [])))];
  const book = books[0];
  return {
    guid: composedGuid(order, digest),
    ebcCode: order.ebcCode,
    freight: decimal(present(waybill.freight) ? waybill.freight : order.freight),
    insuredFee: decimal(waybill.insuredFee),
    lines: lines.map((line, index) => composeLine(line, found[index])),
    books,
    customsCode: book?.customsCode,
    emsNo: book?.emsNo,
    areaCode: book?.areaCode,
    agentCode: book?.agentCode,
    assureCode: book?.assureCode,
  };
}

/** The name-based guid of a composed inventory (contract 4). */
export function composedGuid({ ebpCode, orderNo }: { ebpCode: string; orderNo: string }, digest: Digest): string {
  return nameGuid(`inventory:${ebpCode}:${orderNo}`, digest);
}

/** An item may stand in several books: the first book that holds every recorded line wins, else each line's first book. */
function recordedLines(ebcCode: string, lines: OrderLine[], reference: Reference): (RecordedItem | undefined)[] {
  const candidates = lines.map((line) => (present(line.itemNo) ? reference.itemsOf(ebcCode, line.itemNo) : []));
  const recorded = candidates.filter((items) => items.length > 0);
  const whole = recorded[0]?.find(({ book }) => recorded.every((items) => inBook(items, book)))?.book;
  return candidates.map((items) => (whole ? inBook(items, whole) : items[0]));
}

function inBook(items: readonly RecordedItem[], book: Book): RecordedItem | undefined {
  return items.find((recorded) => recorded.book === book);
}

function composeLine(line: OrderLine, recorded: RecordedItem | undefined): InventoryViewLine {
  const qty = fraction(decimalText(line.qty)) ?? ZERO;
  const item = recorded?.item;
  const view: InventoryViewLine = {
    gnum: gnumOf(line),
    country: line.country,
    unit: line.unit,
    qty: decimal(line.qty),
    qtyText: decimalText(line.qty),
    qty1: item ? times(qty, perUnit(item.qty1PerUnit)) : ZERO,
    totalPrice: decimal(line.totalPrice),
  };
  if (present(line.itemNo)) view.itemNo = line.itemNo;
  if (recorded && item) {
    view.recorded = recorded;
    view.itemRecordNo = item.itemRecordNo;
    view.gcode = item.gcode;
    if (present(item.unit2) && present(item.qty2PerUnit)) view.qty2 = times(qty, perUnit(item.qty2PerUnit));
  }
  return view;
}

const perUnits = new Map<string, Fraction>();

function perUnit(text: string): Fraction {
  let known = perUnits.get(text);
  if (!known) {
    known = fraction(text) ?? ZERO;
    if (perUnits.size < 10_000) perUnits.set(text, known);
  }
  return known;
}
