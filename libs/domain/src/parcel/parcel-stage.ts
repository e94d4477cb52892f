import { takeApplication } from '../life/take-application';
import { takeArrival } from '../life/take-arrival';
import { takeGateOut } from '../life/take-gate-out';
import { takeRuling } from '../life/take-ruling';
import { documentReceipt } from '../receipts/receipt';
import type { Reference } from '../reference/reference';
import type { Decision, Stage } from '../stage';
import { judgedBundle, settle } from './decide-bundle';
import { concludeAnswered } from './conclude';
import { evolveParcel } from './evolve-parcel';
import { expireDue } from './expire';
import type { ParcelFact } from './parcel-fact';
import { emptyGroup, mapTexts, type ParcelGroup, parcelOf, parcelsOf } from './parcel-group';
import { intakeFault } from './intake-fault';
import { isFull } from './number-room';
import type { AnswerInput, ParcelInput } from './parcel-input';
import { type ParcelContext, Story } from './story';
import { takeDocument } from './take-document';
import { groupDueAt } from './window';

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
  asks: isDeciding,
  tick: (at) => ({ type: 'tick', at }),
  isFull,
  mapTexts,
};

function isDeciding(group: ParcelGroup): boolean {
  for (const { deciding } of parcelsOf(group)) if (deciding) return true;
  return false;
}

function handle(story: Story, input: Exclude<ParcelInput, AnswerInput>, context: ParcelContext): void {
  switch (input.type) {
    case 'tick':
      return expireDue(story, input.at, context);
    case 'ruling':
      return takeRuling(story, input.ruling, input.origin, context);
    case 'gate-out':
      return takeGateOut(story, input.gateOut, input.origin, context);
    case 'arrival':
      return takeArrival(story, input.arrival, input.origin, context);
  }
  const fault = intakeFault(input, context);
  if (fault) story.tell(documentReceipt(input.kind, input.content, { ...fault, at: context.now }));
  else if (input.type === 'application') takeApplication(story, input, context);
  else if (takeDocument(story, input, context)) settle(story, context);
}

function park(story: Story, input: ParcelInput, { now, recordTime }: ParcelContext): void {
  story.happened({ fact: 'parked', parked: { input, now, recordTime } });
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
    expirePassed(story, now, context);
    story.happened({ fact: 'unparked' });
    if (waiting.type !== 'answer') handle(story, waiting, { ...context, now, recordTime });
  }
}

/** Windows that ended while the answer was out: an expiry goes before the record that moved the clock past it. */
function expirePassed(story: Story, until: number, context: ParcelContext): void {
  const { reference } = context;
  for (
    let due = groupDueAt(story.group, reference);
    due !== undefined && due <= until;
    due = groupDueAt(story.group, reference)
  ) {
    expireDue(story, due, { ...context, now: due, recordTime: due });
  }
}
