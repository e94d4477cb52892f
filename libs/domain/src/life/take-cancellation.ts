import { storeDocument } from '../documents/stored-document';
import type { ApplicationInput } from '../parcel/parcel-input';
import type { ParcelContext, Story } from '../parcel/story';
import { APPLICATION_CODES } from '../receipts/document-codes';
import { CANCELLED, codedInfo, STORED } from '../receipts/return-info';
import { billOf } from './bill-of';
import { countedPrice } from './counted-price';
import { giveEverythingBack } from './give-back';
import { APPLICATION_MOVES, lifeStateOf } from './life-table';
import { nextClearance } from './next-clearance';
import { answerApplication, isFault, namedParcel } from './application';
import { tellRevision, tellWarehouse } from './tell-revision';

const CODES = APPLICATION_CODES.cancellation;

/** CEB623, 撤销申请: everything the parcel counted comes back, and its number is not used again (contract 13). */
export function takeCancellation(story: Story, input: ApplicationInput, context: ParcelContext): void {
  const parcel = namedParcel(story.group, input.content);
  const refuse = (code: string, why: string) => answerApplication(story, input, code, codedInfo(code, why), context);
  if (isFault(parcel)) return refuse(CODES.unknown, `${parcel.field}: ${parcel.why}`);
  const state = lifeStateOf(parcel);
  const move = APPLICATION_MOVES.cancellation[state];
  if (move === 'repeated') return refuse(CODES.repeated, 'the parcel is cancelled already');
  const { admitted } = parcel;
  if (move !== 'accept' || !admitted) return refuse(CODES.state, `the parcel is ${state} and cannot be cancelled`);
  const clearance = nextClearance(parcel, { outcome: 'CANCELLED' }, context);
  const bill = billOf(parcel);
  const { appTime } = input.content as { appTime: string };
  const document = storeDocument(input.text, input.content, context.recordTime, appTime);
  story.happened({ fact: 'cancelled', ebpCode: parcel.ebpCode, document, clearance, ...(bill && { bill }) });
  giveEverythingBack(story, admitted, countedPrice(parcel), clearance, context);
  answerApplication(story, input, '120', STORED, context, clearance.invtNo);
  answerApplication(story, input, clearance.returnStatus, CANCELLED, context, clearance.invtNo);
  tellRevision(story, clearance, context);
  tellWarehouse(story, admitted, clearance, context);
}
