import { DOCUMENT_CODES } from '../receipts/document-codes';
import { documentReceipt } from '../receipts/receipt';
import { ACCEPTED, codedInfo, STORED } from '../receipts/return-info';
import { acceptDocument, replaceDocument, withdrawDocument } from './document-changes';
import { type Held, heldDocument, keyOf } from './held-document';
import {
  hasDocuments,
  isChangeable,
  type Parcel,
  type ParcelGroup,
  parcelOf,
  parcelsOf,
  wasTurnedBack,
} from './parcel-group';
import type { DocumentInput } from './parcel-input';
import type { ParcelContext, Story } from './story';
import { type AppType, type Move, type Relation, type Standing, transition } from './transition-table';

/** A document whose fields are in order meets the state (contract 3). Returns whether the state changed. */
export function takeDocument(story: Story, input: DocumentInput, context: ParcelContext): boolean {
  const { appType } = input.content as { appType: AppType };
  const held = heldDocument(story.group, input);
  const relation = held ? relationOf(held, input, context) : newcomerRelation(story.group, input);
  const move = transition(appType, relation, held ? standingOf(held) : placeStanding(story.group, input));
  switch (move) {
    case 'take':
      acceptDocument(story, input, context);
      break;
    case 'replace':
      if (isTakenElsewhere(story.group, held!, input)) return refuse(story, input, 'several', held, context);
      replaceDocument(story, held!, input, context);
      break;
    case 'withdraw':
      withdrawDocument(story, held!, input, context);
      answer(story, input, '120', `${STORED},withdrawn 已删除`, context);
      return true;
    default:
      return refuse(story, input, move, held, context, relation);
  }
  if (context.reference.settings.receipts === 'full') {
    answer(story, input, '2', ACCEPTED, context);
  }
  return true;
}

/** A document whose key is known: same content, then older appTime, then anything else. */
function relationOf(held: Held, input: DocumentInput, context: ParcelContext): Relation {
  const { appTime } = input.content as { appTime: string };
  if (input.content['appType'] !== '3' && context.sameContent(input.kind, input.content, held.content)) return 'same';
  return appTime < held.stored.appTime ? 'older' : 'other';
}

/** A document whose key is not known under the number. */
function newcomerRelation(group: ParcelGroup, input: DocumentInput): Relation {
  const { appTime, ebpCode } = input.content as { appTime: string; ebpCode?: string };
  if (isBuried(group, input, appTime)) return 'buried';
  if (input.kind === 'waybill') {
    // With several platforms under the number a second waybill waits to be claimed.
    return group.waybills.length > 0 && parcelsOf(group).filter(hasDocuments).length <= 1 ? 'another' : 'new';
  }
  return parcelOf(group, ebpCode ?? '')[input.kind] ? 'another' : 'new';
}

function isBuried({ tombstones }: ParcelGroup, input: DocumentInput, appTime: string): boolean {
  // Hardly any number has a withdrawal: no key is made up to find that out.
  if (Object.keys(tombstones).length === 0) return false;
  const withdrawnAt = tombstones[tombOf(input)];
  return withdrawnAt !== undefined && appTime <= withdrawnAt;
}

function tombOf(input: DocumentInput): string {
  return `${input.kind}:${keyOf(input)}`;
}

function standingOf({ parcel, waybill }: Held): Standing {
  if (parcel) return parcelStanding(parcel);
  // A waybill that nothing has claimed; when its window has ended it was turned back.
  return waybill?.spent === true ? 'turned-back' : 'undecided';
}

/** A waybill names no parcel: a new one is always welcome to its place. */
function placeStanding(group: ParcelGroup, input: DocumentInput): Standing {
  return input.kind === 'waybill' ? 'undecided' : parcelStanding(parcelOf(group, String(input.content['ebpCode'])));
}

export function parcelStanding(parcel: Parcel): Standing {
  if (!isChangeable(parcel)) return 'shut';
  return wasTurnedBack(parcel) ? 'turned-back' : 'undecided';
}

/** A changed payment may name another platform's parcel, which has a payment already. */
function isTakenElsewhere(group: ParcelGroup, { parcel }: Held, { kind, content }: DocumentInput): boolean {
  const ebpCode = String(content['ebpCode']);
  if (kind !== 'payment' || !parcel || parcel.ebpCode === ebpCode) return false;
  return parcelOf(group, ebpCode).payment !== undefined;
}

type Refused = Exclude<Move, 'take' | 'replace' | 'withdraw'>;

function refuse(
  story: Story,
  input: DocumentInput,
  refused: Refused,
  held: Held | undefined,
  context: ParcelContext,
  relation?: Relation,
): boolean {
  const code = DOCUMENT_CODES[input.kind][refused];
  answer(story, input, code, codedInfo(code, explain(story.group, input, refused, held, relation)), context);
  return false;
}

function explain(
  group: ParcelGroup,
  input: DocumentInput,
  refused: Refused,
  held: Held | undefined,
  relation: Relation | undefined,
): string {
  const { ebpCode } = input.content as { ebpCode?: string };
  const parcel = held?.parcel ?? parcelOf(group, ebpCode ?? '');
  const outcome = parcel.clearances.at(-1)?.outcome ?? 'decided';
  switch (refused) {
    case 'unknown':
      return 'nothing with this key to change or withdraw; send it with appType 1';
    case 'several':
      return `another ${input.kind} stands ${input.kind === 'waybill' ? 'under this orderNo' : 'for this parcel'}; withdraw it first`;
    case 'state':
      return `the parcel is ${outcome} and allows no change`;
    case 'older':
      return held
        ? `older message (stored appTime ${held.stored.appTime}), ignored`
        : `older than its withdrawal of ${group.tombstones[tombOf(input)]}, ignored; send it with a later appTime`;
    case 'exists':
      if (!held) return `the parcel is ${outcome}`;
      return relation === 'other'
        ? 'another document with this key is stored; change it with appType 2'
        : 'the same document is already stored; nothing to do';
  }
}

function answer(story: Story, input: DocumentInput, status: string, info: string, context: ParcelContext): void {
  story.tell(documentReceipt(input.kind, input.content, { status, info, at: context.now }));
}
