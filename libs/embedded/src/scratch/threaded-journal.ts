import type { MessagePort } from 'node:worker_threads';
import { giveBackPage, type JournalEntry, type JournalHead, type LaneRef } from '@sandan/pipeline';
import { answerCalls, type Offered, ownPiece, PortCalls, storeError } from '../threaded/port-calls';
import type { ScratchJournal } from './scratch-journal';

/** The pages of an entry on their way back. */
type Pages = Pick<JournalEntry, 'facts' | 'outputs'>;

/** A journal that another thread writes (`hostJournal`), while this one decides the next batch. */
export class ThreadedJournal implements ScratchJournal {
  private readonly calls: PortCalls;

  constructor(port: MessagePort) {
    this.calls = new PortCalls(port);
  }

  claim(lane: LaneRef, initial: JournalHead): Promise<{ seq: number; head: JournalHead }> {
    return this.calls.send('claim', [lane, initial]) as Promise<{ seq: number; head: JournalHead }>;
  }

  /** The pages go to the other thread and come back, to be used for the next ones. */
  async append(lane: LaneRef, { seq, head, ...entry }: JournalEntry): Promise<void> {
    const facts = ownPiece(entry.facts);
    const outputs = ownPiece(entry.outputs);
    const args = [lane, { seq, head, facts, outputs }];
    const reviveError = (error: unknown, name?: string): unknown => storeError(error, name, args);
    const back = (await this.calls.send('append', args, [facts, outputs], reviveError)) as Pages;
    giveBackPage(back.facts);
    giveBackPage(back.outputs);
  }

  /** Asks for something else that the host offers. */
  ask(name: string, ...args: unknown[]): Promise<unknown> {
    return this.calls.send(name, args);
  }

  async close(): Promise<void> {
    this.calls.close();
  }
}

/** Answers the calls of a `ThreadedJournal`. `appended`: called with an entry that is written. */
export function hostJournal(
  port: MessagePort,
  journal: ScratchJournal,
  appended: (entry: JournalEntry) => void = () => undefined,
  also: Offered = {},
): void {
  const offered: Offered = {
    ...also,
    claim: journal.claim.bind(journal),
    append: async (lane: LaneRef, entry: JournalEntry): Promise<Pages> => {
      await journal.append(lane, entry);
      appended(entry);
      return { facts: entry.facts, outputs: entry.outputs };
    },
  };
  answerCalls(port, offered, (result) => {
    const { facts, outputs } = (result ?? {}) as Partial<Pages>;
    return facts && outputs ? [facts, outputs] : [];
  });
}
