export interface BreakerOptions {
  /** The records that are looked at: the last of a lane, whole flushes. */
  windowRecords: number;
  /** The lane stops when more of them than this become dead letters; 100 = never. */
  percentMax: number;
}

/** A fifth of a thousand: no partner sends that by mistake now and then, and a broken one sends it within seconds. */
export const BREAKER_DEFAULTS: BreakerOptions = { windowRecords: 1_000, percentMax: 20 };

/** Why a lane stands still. */
export interface Halt {
  /** Records that were looked at, and how many of them became dead letters. */
  records: number;
  deadLetters: number;
  /** The same by reason. */
  reasons: Record<string, number>;
}

interface Counted {
  records: number;
  reasons: readonly string[];
}

/**
 * Watches how many of a lane's records become dead letters. When a producer is broken as a whole, a lane that went on would
 * drain a day into dead letters, which nobody wants to send again one by one: it stops instead, and says so. Once open it
 * stays open; a new one begins with nothing.
 */
export class PoisonBreaker {
  private readonly window: Counted[] = [];
  private records = 0;
  private deadLetters = 0;
  private opened: Halt | undefined;

  constructor(private readonly options: BreakerOptions) {}

  /** Why the lane must stop; undefined while it may go on. */
  get halt(): Halt | undefined {
    return this.opened;
  }

  /** One flush: records of partners, and a reason for each of them that became a dead letter. */
  count(records: number, reasons: readonly string[]): void {
    if (records === 0 && reasons.length === 0) return;
    this.window.push({ records, reasons });
    this.records += records;
    this.deadLetters += reasons.length;
    for (let oldest = this.window[0]!; this.records - oldest.records >= this.options.windowRecords;) {
      this.window.shift();
      this.records -= oldest.records;
      this.deadLetters -= oldest.reasons.length;
      oldest = this.window[0]!;
    }
    const { windowRecords, percentMax } = this.options;
    if (this.deadLetters * 100 > percentMax * Math.max(windowRecords, this.records)) this.opened ??= this.asHalt();
  }

  private asHalt(): Halt {
    const reasons: Record<string, number> = {};
    for (const reason of this.window.flatMap((counted) => counted.reasons))
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    return { records: this.records, deadLetters: this.deadLetters, reasons };
  }
}
