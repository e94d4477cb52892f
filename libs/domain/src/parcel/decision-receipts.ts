import type { Bundle } from '../bundle/bundle';
import type { ParcelLine } from '../inventory/parcel-line';
import type { ReleaseRequest } from '../release/release-stage';
import { documentReceipt, inventoryReceipt } from '../receipts/receipt';
import { codedInfo, reasonsInfo, RELEASED, STORED } from '../receipts/return-info';
import { type Clearance, isAdmitted } from './clearance';
import { CLEARANCES_TOPIC, type Decided } from './conclude';
import type { Story } from './story';

/** Receipts to the senders, the clearance, and the notice to the warehouse. */
export function tellDecision(story: Story, bundle: Bundle, decided: Decided, clearance: Clearance): void {
  tellReceipts(story, bundle, decided, clearance);
  story.tell({ topic: CLEARANCES_TOPIC, key: clearance.orderNo, value: clearance, at: decided.at });
  if (isAdmitted(clearance.outcome)) {
    const { lines } = decided.judgement;
    story.tell({ to: 'release', key: clearance.orderNo, message: releaseRequest(clearance, lines), at: decided.at });
  }
}

/**
 * A failure of the match gives all four documents 100. A bundle that matched gives the three 120, and the inventory 120
 * followed by its outcome (contract 9).
 */
function tellReceipts(story: Story, bundle: Bundle, { at, judgement }: Decided, clearance: Clearance): void {
  const { order, payment, waybill, inventory } = bundle;
  const stored = { status: '120', info: STORED, at };
  const final = { status: clearance.returnStatus, info: outcomeInfo(clearance), at };
  const forThree = judgement.matched ? stored : final;
  const toInventory = (result: typeof stored) => inventoryReceipt(inventory, clearance, result);
  story.tell(
    documentReceipt('order', asFields(order), forThree),
    documentReceipt('payment', asFields(payment), forThree),
    documentReceipt('waybill', asFields(waybill), forThree),
  );
  if (judgement.matched) story.tell(toInventory(stored));
  story.tell(toInventory(final));
}

function outcomeInfo({ outcome, reasons }: Clearance): string {
  if (outcome === 'RELEASED') return RELEASED;
  if (outcome === 'INSPECTION') return codedInfo(undefined, '查验 drawn for inspection');
  return reasonsInfo(reasons);
}

function asFields(document: object): Record<string, unknown> {
  return document as Record<string, unknown>;
}

/** What the warehouse may have to hear of a revision; `lines` as admitted. */
export function releaseRequest(clearance: Clearance, lines: ParcelLine[]): ReleaseRequest {
  const { parcelId, revision, outcome, invtNo, orderNo, ebpCode, ebcCode, logisticsCode, logisticsNo } = clearance;
  return {
    parcelId,
    revision,
    outcome,
    notice: {
      invtNo,
      orderNo,
      ebpCode,
      ebcCode,
      logisticsCode,
      logisticsNo,
      emsNo: clearance.emsNo,
      areaCode: clearance.areaCode,
      customsCode: clearance.customsCode,
      lines,
    },
  };
}
