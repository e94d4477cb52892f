import type { Decimal, Inventory } from '../documents/document';
import type { Fraction } from '../money/fraction';
import type { Scaled } from '../money/decimal';
import type { Book, RecordedItem } from '../reference/reference';

/** One line of the inventory, declared or composed. */
export interface InventoryViewLine {
  gnum: number;
  itemNo?: string;
  itemRecordNo?: string;
  /** HS code; absent when a composed line is not recorded in any book. */
  gcode?: string;
  country: string;
  unit: string;
  qty: Scaled;
  qtyText: string;
  /** Quantity in the first legal unit (kg, L, pieces). */
  qty1: Fraction;
  /** Quantity in the second legal unit, where the line has one. */
  qty2?: Fraction;
  totalPrice: Scaled;
  recorded?: RecordedItem;
}

/** The inventory as the rules read it, whether an agent declared it (CEB621) or the engine composed it. */
export interface InventoryView {
  /** The declared document; absent when the engine composed the inventory. */
  declared?: Inventory | undefined;
  guid: string;
  ebcCode: string;
  freight: Scaled;
  insuredFee: Scaled;
  customsCode?: string | undefined;
  emsNo?: string | undefined;
  areaCode?: string | undefined;
  agentCode?: string | undefined;
  /** The guarantor of the taxes (assureCode). */
  assureCode?: string | undefined;
  lines: InventoryViewLine[];
  /** The books in which the lines are recorded, in line order, each once. */
  books: Book[];
}

export function gnumOf(line: { gnum: number | string }): number {
  return Number(line.gnum);
}

/** Lines may come in any order; they are taken by gnum (contract 14). */
export function byGnum<T extends { gnum: number | string }>(lines: readonly T[]): T[] {
  for (let i = 0; i < lines.length; i++) {
    if (gnumOf(lines[i]!) !== i + 1) return [...lines].sort((a, b) => gnumOf(a) - gnumOf(b));
  }
  return lines as T[];
}

export function decimalText(value: Decimal): string {
  return String(value);
}
