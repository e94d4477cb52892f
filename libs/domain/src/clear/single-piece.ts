import type { InventoryView } from '../inventory/inventory-view';
import { decimal } from '../money/decimal';

const ONE_PIECE = decimal('1');

/** Exactly one line of quantity 1: one indivisible item in the sense of 财关税〔2018〕49号. */
export function isSinglePiece(inventory: InventoryView): boolean {
  return inventory.lines.length === 1 && inventory.lines[0]!.qty === ONE_PIECE;
}
