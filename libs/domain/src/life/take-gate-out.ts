import { storeDocument } from '../documents/stored-document';
import { joined } from '../identity/joined';
import { takenItems } from '../inventory/parcel-line';
import { parcelOf } from '../parcel/parcel-group';
import type { GateOut } from '../parcel/parcel-input';
import type { ParcelContext, Story } from '../parcel/story';
import { codedInfo } from '../receipts/return-info';
import type { RecordOrigin } from '../stage';
import { moveStock } from './give-back';
import { EVENT_MOVES, lifeStateOf } from './life-table';
import { parcelIdOf, platformOf } from './named-parts';
import { currentOf, nextClearance } from './next-clearance';
import { refuseRecord } from './refuse-record';
import { tellInventory, tellRevision } from './tell-revision';

const LEFT = codedInfo(undefined, '结关 left the warehouse, closed');

/** The parcel of a SHIP passed the gate (contract 13): it is closed, and its goods have left the book. */
export function takeGateOut(story: Story, gateOut: GateOut, origin: RecordOrigin, context: ParcelContext): void {
  const { noticeId, passedAt } = gateOut;
  const parcel = parcelOf(story.group, platformOf(parcelIdOf(noticeId)));
  if (parcel.clearances.length === 0) {
    refuseRecord(story, origin, 'unknown-parcel', 'no parcel was decided under this number', context);
    return;
  }
  if (parcel.leftWith === noticeId) return;
  const { parcelId, revision } = currentOf(parcel);
  const state = lifeStateOf(parcel);
  const { admitted } = parcel;
  if (EVENT_MOVES['gate-out'][state] !== 'accept' || !admitted || noticeId !== joined(parcelId, revision, 'SHIP')) {
    const detail = `the parcel is ${state} in revision ${revision}; only the SHIP of a released parcel lets it out`;
    refuseRecord(story, origin, 'other-notice', detail, context);
    return;
  }
  const { tax, quota } = currentOf(parcel);
  const clearance = nextClearance(parcel, { outcome: 'CLOSED', tax, quota }, context);
  const document = storeDocument(origin.text, gateOut, context.recordTime, passedAt);
  story.happened({ fact: 'left', ebpCode: parcel.ebpCode, document, noticeId, clearance });
  moveStock(story, admitted, { request: 'reduced', items: takenItems(admitted.lines) }, clearance, context);
  tellInventory(story, parcel, clearance, LEFT, context);
  tellRevision(story, clearance, context);
}
