import type { InventoryView } from '../inventory/inventory-view';
import { roundToFen, type Scaled } from '../money/decimal';

/** 完税价格 of the parcel: Σ line totals + freight + insured fee. */
export function parcelDutiablePrice(inventory: InventoryView): Scaled {
  return inventory.lines.reduce((sum, line) => sum + line.totalPrice, inventory.freight + inventory.insuredFee);
}

/**
 * 完税价格 of each line: freight and insured fee are apportioned each for itself by line value, rounded half up to the
 * fen, the last line takes the remainder (all of it when every line value is 0; a negative remainder stands).
 */
export function lineDutiablePrices(inventory: InventoryView): Scaled[] {
  const values = inventory.lines.map((line) => line.totalPrice);
  const freight = apportion(inventory.freight, values);
  const insuredFee = apportion(inventory.insuredFee, values);
  return values.map((value, index) => value + freight[index]! + insuredFee[index]!);
}

export function apportion(amount: Scaled, values: readonly Scaled[]): Scaled[] {
  const total = values.reduce((sum, value) => sum + value, 0n);
  const last = values.length - 1;
  const shares = values.map((value, index) =>
    index === last || total === 0n || amount === 0n ? 0n : roundToFen(amount * value, total),
  );
  shares[last] = shares.reduce((rest, share) => rest - share, amount);
  return shares;
}
