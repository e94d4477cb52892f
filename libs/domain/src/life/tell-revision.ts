import type { Inventory } from '../documents/document';
import { contentOf } from '../documents/stored-document';
import { composedGuid } from '../inventory/compose-inventory';
import type { Clearance } from '../parcel/clearance';
import { CLEARANCES_TOPIC } from '../parcel/conclude';
import { releaseRequest } from '../parcel/decision-receipts';
import type { Admission, Parcel } from '../parcel/parcel-group';
import type { ParcelContext, Story } from '../parcel/story';
import { inventoryReceipt } from '../receipts/receipt';

/** The revision to the partners, after what its own senders are told. */
export function tellRevision(story: Story, clearance: Clearance, { now }: ParcelContext): void {
  story.tell({ topic: CLEARANCES_TOPIC, key: clearance.orderNo, value: clearance, at: now });
}

/** The warehouse may have to hear of it. */
export function tellWarehouse(story: Story, { lines }: Admission, clearance: Clearance, { now }: ParcelContext): void {
  story.tell({ to: 'release', key: clearance.orderNo, message: releaseRequest(clearance, lines), at: now });
}

/** A ruling or gate-out sends the inventory its new status alone (contract 13). */
export function tellInventory(
  story: Story,
  parcel: Parcel,
  clearance: Clearance,
  info: string,
  { now, digest }: ParcelContext,
): void {
  const declared = parcel.inventory && contentOf<Inventory>(parcel.inventory);
  const { ebcCode = '', customsCode } = clearance;
  const agentCode = parcel.admitted?.agentCode;
  const view = {
    guid: composedGuid(clearance, digest),
    ebcCode,
    ...(declared && { declared }),
    ...(agentCode !== undefined && { agentCode }),
    ...(customsCode !== undefined && { customsCode }),
  };
  story.tell(inventoryReceipt(view, clearance, { status: clearance.returnStatus, info, at: now }));
}
