import { setTimeout as sleep } from 'node:timers/promises';

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface TurnGroupOptions<Item> {
  sizeOf(item: Item): number;
  /** How large a group may grow; one item that is larger goes alone. */
  sizeMax: number;
  /** What others are about to wait for who will ask too, right after it: a group waits for them. */
  others?(): Promise<unknown> | undefined;
}

/** Nobody waits longer for others than this: as long as lanes wait for each other anyway. */
const OTHERS_MS = 20;
/** Nor does a group that has this part of its size already. */
const OTHERS_PART = 0.25;

/**
 * Makes one call of what several callers ask for in the same turn of the event loop. Lanes that flush side by side each ask
 * for little, and a command costs the server much the same whatever it holds.
 */
export class TurnGroup<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private size = 0;
  private last: Promise<unknown> | undefined;

  /** `call`: answers each item in its place, or fails for all of them. */
  constructor(
    private readonly call: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly options: TurnGroupOptions<Item>,
  ) {}

  /** Settles with what was asked last; undefined when that is answered. */
  get underway(): Promise<unknown> | undefined {
    return this.last;
  }

  ask(item: Item): Promise<Result> {
    const { sizeOf, sizeMax } = this.options;
    const size = sizeOf(item);
    if (this.waiting.length > 0 && this.size + size > sizeMax) this.send();
    const isFirst = this.waiting.length === 0;
    this.size += size;
    const answer = new Promise<Result>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
    });
    if (isFirst) {
      setImmediate(() => void this.sendWithOthers());
      this.remember(answer);
    }
    return answer;
  }

  /** `answer`: of the first who asks in a group; the others get theirs at the same time. */
  private remember(answer: Promise<Result>): void {
    const done = (): void => {
      if (this.last === settled) this.last = undefined;
    };
    const settled: Promise<unknown> = answer.then(done, done);
    this.last = settled;
  }

  private async sendWithOthers(): Promise<void> {
    const others = this.size < this.options.sizeMax * OTHERS_PART ? this.options.others?.() : undefined;
    if (!others) return this.send();
    await Promise.race([others, sleep(OTHERS_MS)]);
    setImmediate(() => this.send());
  }

  private send(): void {
    const group = this.waiting;
    if (group.length === 0) return;
    this.waiting = [];
    this.size = 0;
    this.call(group.map(({ item }) => item)).then(
      (results) => group.forEach(({ resolve }, index) => resolve(results[index]!)),
      (error: unknown) => group.forEach(({ reject }) => reject(error)),
    );
  }
}
