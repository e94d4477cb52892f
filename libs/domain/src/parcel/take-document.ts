import { DOCUMENT_CODES } from '../receipts/document-codes';
import { documentReceipt } from '../receipts/receipt';
import { codedInfo, STORED } from '../receipts/return-info';
import { acceptDocument, replaceDocument, withdrawDocument } from './document-changes';
import { type Held, heldDocument, keyOf } from './held-document';
import { hasDocuments, isChangeable, type ParcelGroup, parcelOf, parcelsOf, wasTurnedBack } from './parcel-group';
import type { DocumentInput } from './parcel-input';
import type { ParcelContext, Story } from './story';

/** A document whose fields are in order meets the state (contract 3). Returns whether the state changed. */
export function takeDocument(story: Story, input: DocumentInput, context: ParcelContext): boolean {
  const { appType } = input.content as { appType: string };
  const held = heldDocument(story.group, input);
  const verdict = held ? againVerdict(story.group, held, input, context) : firstVerdict(story.group, input);
  if (verdict.refused) {
    tellRefusal(story, input, verdict.refused, context);
    return false;
  }
  if (appType === '3' && held) withdrawDocument(story, held, input, context);
  else if (held) replaceDocument(story, held, input, context);
  else acceptDocument(story, input, context);
  if (appType === '3') answer(story, input, '120', `${STORED},withdrawn 已删除`, context);
  else if (context.reference.settings.receipts === 'full') {
    answer(story, input, '2', codedInfo(undefined, '电子口岸申报中 accepted'), context);
  }
  return true;
}

interface Refusal {
  code: string;
  why: string;
}
type Verdict = { refused?: Refusal };

/** A document whose key is not known under the number. */
function firstVerdict(group: ParcelGroup, input: DocumentInput): Verdict {
  const codes = DOCUMENT_CODES[input.kind];
  const { appType, appTime, ebpCode } = input.content as { appType: string; appTime: string; ebpCode?: string };
  if (appType !== '1')
    return refuse(codes.unknown, 'nothing with this key to change or withdraw; send it with appType 1');
  const withdrawnAt = group.tombstones[`${input.kind}:${keyOf(input)}`];
  if (withdrawnAt !== undefined && appTime <= withdrawnAt) {
    return refuse(codes.older, `older than its withdrawal of ${withdrawnAt}, ignored; send it with a later appTime`);
  }
  if (input.kind === 'waybill') {
    const platforms = parcelsOf(group).filter(hasDocuments).length;
    const second = group.waybills.length > 0 && platforms <= 1;
    return second ? refuse(codes.several, 'another waybill stands under this orderNo; withdraw it first') : {};
  }
  const parcel = parcelOf(group, ebpCode ?? '');
  if (parcel[input.kind])
    return refuse(codes.several, `another ${input.kind} stands for this parcel; withdraw it first`);
  if (!isChangeable(parcel))
    return refuse(codes.exists, `the parcel is ${parcel.clearances.at(-1)?.outcome ?? 'decided'}`);
  return {};
}

/** A document whose key is known: same content, then older appTime, then the parcel's state (contract 3). */
function againVerdict(group: ParcelGroup, held: Held, input: DocumentInput, context: ParcelContext): Verdict {
  const codes = DOCUMENT_CODES[input.kind];
  const { appType, appTime, ebpCode } = input.content as { appType: string; appTime: string; ebpCode?: string };
  if (appType !== '3' && context.sameContent(input.kind, input.content, held.content)) {
    return refuse(codes.exists, 'the same document is already stored; nothing to do');
  }
  if (appTime < held.stored.appTime) {
    return refuse(codes.older, `older message (stored appTime ${held.stored.appTime}), ignored`);
  }
  const changeable = held.parcel ? isChangeable(held.parcel) : true;
  const turnedBack = held.parcel ? wasTurnedBack(held.parcel) : held.waybill?.spent === true;
  if (appType === '1' && !(changeable && turnedBack)) {
    return refuse(codes.exists, 'another document with this key is stored; change it with appType 2');
  }
  if (!changeable) {
    return refuse(
      codes.state,
      `the parcel is ${held.parcel?.clearances.at(-1)?.outcome ?? 'decided'} and allows no change`,
    );
  }
  if (appType !== '3' && input.kind === 'payment' && held.parcel && held.parcel.ebpCode !== ebpCode) {
    const target = parcelOf(group, ebpCode ?? '');
    if (target.payment) return refuse(codes.several, 'another payment stands for this parcel; withdraw it first');
  }
  return {};
}

function refuse(code: string, why: string): Verdict {
  return { refused: { code, why } };
}

function tellRefusal(story: Story, input: DocumentInput, { code, why }: Refusal, context: ParcelContext): void {
  answer(story, input, code, codedInfo(code, why), context);
}

function answer(story: Story, input: DocumentInput, status: string, info: string, context: ParcelContext): void {
  story.tell(documentReceipt(input.kind, input.content, { status, info, at: context.now }));
}
