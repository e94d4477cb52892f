import { storeDocument } from '../documents/stored-document';
import { decimal } from '../money/decimal';
import type { Clearance } from '../parcel/clearance';
import { type Parcel, parcelOf } from '../parcel/parcel-group';
import type { Ruling } from '../parcel/parcel-input';
import type { ParcelContext, Story } from '../parcel/story';
import { codedInfo, reasonsInfo, RELEASED } from '../receipts/return-info';
import { reasonFor } from '../reasons';
import type { RecordOrigin, RefusalReason } from '../stage';
import { countedPrice } from './counted-price';
import { giveEverythingBack } from './give-back';
import { EVENT_MOVES, lifeStateOf } from './life-table';
import { platformOf } from './named-parts';
import { currentOf, nextClearance, type Revision } from './next-clearance';
import { refuseRecord } from './refuse-record';
import { ruledTax, unratedLines } from './ruled-tax';
import { taxBill } from './tax-bill';
import { tellInventory, tellRevision, tellWarehouse } from './tell-revision';

/** An officer closes an inspection or review, or detains (contract 13). Every ruling is kept with its author. */
export function takeRuling(story: Story, ruling: Ruling, origin: RecordOrigin, context: ParcelContext): void {
  const parcel = parcelOf(story.group, platformOf(ruling.parcelId));
  if (parcel.ruling && sameRuling(parcel.ruling, ruling)) return;
  const refused = refusalOf(parcel, ruling);
  if (refused) {
    refuseRecord(story, origin, refused.reason, refused.detail, context);
    return;
  }
  const { ebpCode } = parcel;
  const admitted = parcel.admitted!;
  const clearance = nextClearance(parcel, revisionOf(story, parcel, ruling, context), context);
  const document = storeDocument(origin.text, ruling, context.recordTime, ruling.ruledAt);
  const { tax, decidedAt } = clearance;
  const newBill = ruling.ruling === 'release' && tax ? taxBill(clearance, tax, admitted, decidedAt) : undefined;
  story.happened({ fact: 'ruled', ebpCode, document, ruling, clearance, ...(newBill && { newBill }) });
  if (ruling.ruling === 'refuse' || ruling.ruling === 'return') {
    giveEverythingBack(story, admitted, countedPrice(parcel), clearance, context);
  }
  tellInventory(story, parcel, clearance, infoOf(clearance), context);
  tellRevision(story, clearance, context);
  if (ruling.ruling !== 'detain') tellWarehouse(story, admitted, clearance, context);
}

function refusalOf(parcel: Parcel, ruling: Ruling): { reason: RefusalReason; detail: string } | undefined {
  if (parcel.clearances.length === 0) {
    return { reason: 'unknown-parcel', detail: 'no parcel was decided under this number' };
  }
  const { revision, inspection } = currentOf(parcel);
  if (ruling.revision !== revision) {
    return { reason: 'not-current', detail: `revision ${ruling.revision} is not the current one, ${revision}` };
  }
  const state = lifeStateOf(parcel);
  if (EVENT_MOVES.ruling[state] !== 'accept' || !parcel.admitted) {
    return { reason: 'state-not-allowed', detail: `the parcel is ${state}; there is nothing to rule on` };
  }
  // An inspection that was drawn while the roster was empty has no inspector: any officer may close it.
  const inspector = state === 'INSPECTION' ? inspection?.inspector : undefined;
  if (inspector !== undefined && ruling.officer !== inspector) {
    return { reason: 'not-the-inspector', detail: 'the draw gave this inspection to another officer' };
  }
  if (ruling.ruling !== 'release') return undefined;
  const unrated = unratedLines(parcel, ruling);
  if (unrated.length === 0) return undefined;
  return { reason: 'duty-rate-missing', detail: `dutyRates lacks gnum ${unrated.join(', ')}` };
}

function revisionOf(story: Story, parcel: Parcel, ruling: Ruling, context: ParcelContext): Revision {
  const { tax, quota, reasons } = currentOf(parcel);
  switch (ruling.ruling) {
    case 'release':
      return { outcome: 'RELEASED', tax: tax ?? ruledTax(story, parcel, ruling, context), quota };
    case 'detain':
      return { outcome: 'DETAINED', returnStatus: ruling.detainStatus ?? '599', reasons, tax, quota };
    case 'return':
      return { outcome: 'RETURNED' };
    case 'refuse': {
      const left = { document: 'ruling', field: 'reasonText', value: ruling.reasonText };
      const repair = 'The decision is final: the merchant asks the officer, or sends the goods under a new order.';
      return { outcome: 'REFUSED', reasons: [reasonFor('RULING', { left }, repair)] };
    }
  }
}

function infoOf({ outcome, reasons, returnStatus }: Clearance): string {
  switch (outcome) {
    case 'RELEASED':
      return RELEASED;
    case 'REFUSED':
      return reasonsInfo(reasons);
    case 'RETURNED':
      return codedInfo(undefined, '退运 to be sent back');
    default:
      return codedInfo(undefined, `扣留 detained (${returnStatus})`);
  }
}

/** The ruling that made the current revision, sent again. */
function sameRuling(made: Ruling, again: Ruling): boolean {
  return (
    made.revision === again.revision &&
    made.ruling === again.ruling &&
    made.officer === again.officer &&
    made.reasonText === again.reasonText &&
    Date.parse(made.ruledAt) === Date.parse(again.ruledAt) &&
    (made.detainStatus ?? '599') === (again.detainStatus ?? '599') &&
    ratesOf(made) === ratesOf(again)
  );
}

function ratesOf({ dutyRates = [] }: Ruling): string {
  return dutyRates.map(({ gnum, rate }) => `${gnum}=${decimal(rate)}`).join();
}
