import { takenItems, type ItemQuantity } from '../inventory/parcel-line';
import type { GiveBackRequest } from '../quota/quota-stage';
import type { Admission } from '../parcel/parcel-group';
import type { ParcelContext, Story } from '../parcel/story';
import type { Clearance } from '../parcel/clearance';
import type { StockMoveRequest } from '../stock/stock-stage';

/**
 * Gives quota and stock of a parcel back, each once: the fact that is told with it takes the admission away.
 * `counted`: the dutiable price that the parcel still counts.
 */
export function giveEverythingBack(
  story: Story,
  admitted: Admission,
  counted: string,
  clearance: Clearance,
  context: ParcelContext,
): void {
  giveQuotaBack(story, admitted, counted, clearance, context);
  moveStock(story, admitted, { request: 'given-back', items: takenItems(admitted.lines) }, clearance, context);
}

/** Gives `amount` CNY back to the year in which the parcel was counted. */
export function giveQuotaBack(
  story: Story,
  { buyerKey, revision, year }: Admission,
  amount: string,
  { parcelId, revision: by }: Clearance,
  { now }: ParcelContext,
): void {
  const message: GiveBackRequest = { request: 'give-back', parcelId, revision, by, year, amount };
  story.tell({ to: 'quota', key: buyerKey, message, at: now });
}

export function moveStock(
  story: Story,
  { emsNo, revision }: Admission,
  move: { request: StockMoveRequest['request']; items: ItemQuantity[]; from?: 'reserved' | 'reduced' },
  { parcelId, revision: by }: Clearance,
  { now }: ParcelContext,
): void {
  const message: StockMoveRequest = { parcelId, revision, by, ...move };
  story.tell({ to: 'stock', key: emsNo, message, at: now });
}
