import { DEAD_LETTERS_TOPIC, type Log, type OutboundRecord } from '@sandan/pipeline';
import { type DeadLetter, deadLetterOf, redrivenRecord } from './dead-letter';
import { decodeAction, encodeAction, HANDLED_TOPIC, type LetterAction, type LetterDeed } from './letter-action';
import { LetterBook, type LetterEntry } from './letter-book';
import { readToEnd } from './read-to-end';

export interface DeskParts {
  log: Log;
  /** Makes the topic in which actions are kept, when it is missing. */
  createHandledTopic: () => Promise<void>;
  /** ISO wall time. */
  now: () => string;
}

export interface Done {
  letters: number;
}

const TOGETHER = 500;

/** Works on the dead letters of a port. Letters and actions are only ever added: nothing leaves without a trace. */
export class LetterDesk {
  constructor(private readonly parts: DeskParts) {}

  async book(): Promise<LetterBook> {
    const { log } = this.parts;
    const book = new LetterBook();
    await readToEnd(log, DEAD_LETTERS_TOPIC, (records) => {
      for (const record of records) book.letter(deadLetterOf(record));
    });
    const actions: LetterAction[] = [];
    await readToEnd(log, HANDLED_TOPIC, (records) => void actions.push(...records.map(decodeAction)));
    // Those of one letter lie in one partition, in their order.
    for (const action of actions) book.action(action);
    return book;
  }

  /** Undefined when the topic keeps no such letter. */
  async letter(id: string): Promise<DeadLetter | undefined> {
    let found: DeadLetter | undefined;
    await this.each(new Set([id]), (letters) => {
      found = letters[0];
      return Promise.resolve();
    });
    return found;
  }

  /** Sends the records again as they were, at the time `at` (ms). Letters that never were records are left out. */
  async redrive(entries: readonly LetterEntry[], by: string, at: number): Promise<Done> {
    const wanted = entries.filter(({ source }) => source !== undefined);
    await this.parts.createHandledTopic();
    const done: Done = { letters: 0 };
    await this.each(new Set(wanted.map(({ id }) => id)), async (letters) => {
      await this.trace(letters, 'redriving', by);
      const records = letters.map((letter) => redrivenRecord(letter, at));
      await this.publish(records.filter((record) => record !== undefined));
      await this.trace(letters, 'redriven', by);
      done.letters += letters.length;
    });
    return done;
  }

  async discard(entries: readonly LetterEntry[], by: string, because: string): Promise<Done> {
    await this.parts.createHandledTopic();
    for (let from = 0; from < entries.length; from += TOGETHER) {
      await this.trace(entries.slice(from, from + TOGETHER), 'discarded', by, because);
    }
    return { letters: entries.length };
  }

  private async trace(
    letters: readonly { id: string; reason: string }[],
    deed: LetterDeed,
    by: string,
    because?: string,
  ): Promise<void> {
    const at = this.parts.now();
    await this.publish(
      letters.map(({ id, reason }) =>
        encodeAction({ id, deed, reason, by, at, ...(because !== undefined && { because }) }),
      ),
    );
  }

  private publish(records: readonly OutboundRecord[]): Promise<void> {
    return this.parts.log.publisher.publish(records);
  }

  /** The letters of these ids with their bytes, each once, some at a time. */
  private async each(ids: Set<string>, work: (letters: DeadLetter[]) => Promise<void>): Promise<void> {
    await readToEnd(this.parts.log, DEAD_LETTERS_TOPIC, async (records) => {
      const letters = records.map(deadLetterOf).filter(({ id }) => ids.delete(id));
      if (letters.length > 0) await work(letters);
    });
  }
}
