import { DOCUMENT_CODES } from '../receipts/document-codes';
import { documentReceipt } from '../receipts/receipt';
import { codedInfo } from '../receipts/return-info';
import type { Reference } from '../reference/reference';
import type { Decision, Stage } from '../stage';
import { judgedBundle, settle } from './decide-bundle';
import { concludeAnswered } from './conclude';
import { evolveParcel } from './evolve-parcel';
import { expireDue } from './expire';
import type { ParcelFact } from './parcel-fact';
import { emptyGroup, type ParcelGroup, parcelOf, parcelsOf } from './parcel-group';
import type { AnswerInput, DocumentInput, FieldFault, ParcelInput } from './parcel-input';
import { type ParcelContext, Story } from './story';
import { takeDocument } from './take-document';
import { groupDueAt } from './window';
import { engineDeclares } from './who-declares';

/**
 * The parcel's home, keyed by orderNo: documents in, bundle, match and clearance rules, and at the end the clearance
 * with its receipts. What several parcels share (a buyer's year, an item's stock) is asked of quota and stock; until
 * their answer is there, everything that arrives for the number waits, so that asynchrony never changes an outcome.
 */
export const parcelStage: Stage<ParcelGroup, ParcelInput, ParcelFact> = {
  name: 'parcel',
  initial: emptyGroup,
  decide(group, input, context): Decision<ParcelFact, ParcelGroup> {
    const story = new Story(group);
    if (input.type === 'answer') takeAnswer(story, input, context);
    else if (isDeciding(group)) park(story, input, context);
    else handle(story, input, context);
    return { facts: story.facts, outputs: story.outputs, state: story.group };
  },
  evolve: evolveParcel,
  dueAt: (group: ParcelGroup, reference: Reference) => (isDeciding(group) ? undefined : groupDueAt(group, reference)),
  tick: (at) => ({ type: 'tick', at }),
};

function isDeciding(group: ParcelGroup): boolean {
  return parcelsOf(group).some((parcel) => parcel.deciding);
}

function handle(story: Story, input: DocumentInput | { type: 'tick'; at: number }, context: ParcelContext): void {
  if (input.type === 'tick') {
    expireDue(story, input.at, context);
    return;
  }
  const fault = intakeFault(input, context);
  if (fault) {
    story.tell(documentReceipt(input.kind, input.content, { ...fault, at: context.now }));
    return;
  }
  if (takeDocument(story, input, context)) settle(story, context);
}

function park(story: Story, input: ParcelInput, { now, recordTime }: ParcelContext): void {
  story.happened({ fact: 'parked', parked: { input, now, recordTime } });
}

/** Draft, then line faults, then field faults (contract 3 and 14): a receipt and nothing else. */
function intakeFault(input: DocumentInput, { reference }: ParcelContext): { status: string; info: string } | undefined {
  const codes = DOCUMENT_CODES[input.kind];
  const { appStatus, ebcCode } = input.content;
  if (appStatus === '1')
    return { status: '1', info: codedInfo(undefined, '电子口岸已暂存 draft stored, not declared') };
  if (input.lineFault) {
    const status = input.lineFault === 'duplicate-gnum' ? codes.duplicateGnum : codes.noLines;
    return { status, info: codedInfo(status, LINE_FAULTS[input.lineFault]) };
  }
  const faults: FieldFault[] = [...input.faults];
  if (input.kind === 'inventory' && engineDeclares(ebcCode, reference)) {
    faults.push({ field: 'ebcCode', why: 'the engine declares for this merchant; send no inventory' });
  }
  if (faults.length === 0) return undefined;
  return {
    status: codes.parameter,
    info: codedInfo(codes.parameter, `参数校验失败 ${faults.map(describe).join('; ')}`),
  };
}

const LINE_FAULTS = {
  'no-lines': 'lines: none; send 1 to 99 lines',
  'too-many-lines': 'lines: more than 99; split the document',
  'duplicate-gnum': 'lines: a gnum is used twice; number them 1, 2, 3',
} as const;

function describe({ field, gnum, why }: FieldFault): string {
  return gnum === undefined ? `${field}: ${why}` : `${field} (gnum ${gnum}): ${why}`;
}

/** The verdict of quota and stock; afterwards what had to wait is taken in its order, at its own time. */
function takeAnswer(story: Story, input: AnswerInput, context: ParcelContext): void {
  const { deciding } = parcelOf(story.group, input.ebpCode);
  // An answer that was sent twice finds its revision decided.
  if (!deciding || deciding.revision !== input.revision) return;
  const bundle = judgedBundle(story, input.ebpCode, deciding, context);
  concludeAnswered(story, bundle, deciding, input, context);
  while (story.group.parked.length > 0 && !isDeciding(story.group)) {
    const { input: waiting, now, recordTime } = story.group.parked[0]!;
    story.happened({ fact: 'unparked' });
    if (waiting.type !== 'answer') handle(story, waiting, { ...context, now, recordTime });
  }
}
