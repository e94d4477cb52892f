import { decimal, formatQuantity, type Scaled } from '../money/decimal';
import type { InventoryView } from './inventory-view';

/** What one line of a parcel takes from its book, in the declared unit. Plain values: they outlive the documents. */
export interface ParcelLine {
  gnum: number;
  itemRecordNo: string;
  itemNo: string;
  qty: string;
  unit: string;
}

/** A quantity of one item of a book, in the declared unit. */
export interface ItemQuantity {
  itemRecordNo: string;
  qty: string;
}

/** A quantity of one line of a parcel. */
export interface LineQuantity {
  gnum: number;
  qty: string;
}

export function parcelLines(inventory: InventoryView): ParcelLine[] {
  return inventory.lines.map((line) => ({
    gnum: line.gnum,
    itemRecordNo: line.itemRecordNo ?? '',
    itemNo: line.recorded?.item.itemNo ?? line.itemNo ?? '',
    qty: line.qtyText,
    unit: line.unit,
  }));
}

/** Quantities by item: two lines of one item are taken together. */
export function takenItems(lines: readonly ParcelLine[]): ItemQuantity[] {
  if (lines.length === 1) {
    const { itemRecordNo, qty } = lines[0]!;
    return [{ itemRecordNo, qty: formatQuantity(decimal(qty)) }];
  }
  const items = new Map<string, Scaled>();
  for (const { itemRecordNo, qty } of lines) items.set(itemRecordNo, (items.get(itemRecordNo) ?? 0n) + decimal(qty));
  return [...items].map(([itemRecordNo, qty]) => ({ itemRecordNo, qty: formatQuantity(qty) }));
}

/** The line that takes an item, when exactly one does. */
export function onlyLineOf(lines: readonly ParcelLine[], itemRecordNo: string): number | undefined {
  const takers = lines.filter((line) => line.itemRecordNo === itemRecordNo);
  return takers.length === 1 ? takers[0]!.gnum : undefined;
}

/** The items of some pieces of a parcel, by its lines. */
export function itemsOfLines(lines: readonly ParcelLine[], pieces: readonly LineQuantity[]): ItemQuantity[] {
  return takenItems(
    pieces.map(({ gnum, qty }) => {
      const line = lines.find((candidate) => candidate.gnum === gnum);
      if (!line) throw new Error(`the parcel has no line ${gnum}`);
      return { ...line, qty };
    }),
  );
}
