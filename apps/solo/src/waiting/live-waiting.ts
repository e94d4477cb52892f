import { type ParcelFact, type ParcelGroup, type Reference, WaitingList } from '@sandan/domain';
import { type FlushReport, type Lane, type LaneRef, type LaneStore, unpackFacts } from '@sandan/pipeline';
import { mattersView, openParcels, WAITING_HOURS, type WaitingView } from './waiting-view';

/** The lists now, and how many parcels wait beyond those kept in mind. */
export type LiveView = WaitingView & { unlisted: number };

/** Parcels kept in mind at most; of later ones only the number is known. */
const PARCELS_MAX = 200_000;
const SHOWN = 8;
const HOUR_MS = 3_600_000;
/** Deadlines looked at; more are only counted as many. */
const DEADLINES_LOOKED_AT = 1_000;

/**
 * The lists of a running engine. They are folded from the journal when somebody first asks, and follow each flush from
 * then on: an engine whose page nobody looks at pays nothing.
 */
export class LiveWaiting {
  private readonly list = new WaitingList(PARCELS_MAX);
  private seq = 0;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly store: LaneStore,
    private readonly ref: LaneRef,
    private readonly reference: Reference,
  ) {}

  follow({ seq, facts }: FlushReport): void {
    if (this.reading === undefined || seq !== this.seq + 1) return;
    this.take(seq, facts);
  }

  /** The lists now. Reads what of the journal was not followed, so the first answer takes its time. */
  async view(lane: Lane): Promise<LiveView> {
    this.reading ??= this.read().finally(() => (this.reading = Promise.resolve()));
    await this.reading;
    if (this.seq < lane.lastSeq) await this.read();
    const now = lane.clock;
    return {
      ...mattersView(this.list, now, WAITING_HOURS, SHOWN),
      documents: this.documents(lane, now),
      unlisted: this.list.unlisted,
    };
  }

  private async read(): Promise<void> {
    for await (const { seq, facts } of this.store.entries(this.ref, this.seq + 1)) this.take(seq, unpackFacts(facts));
  }

  private take(seq: number, facts: FlushReport['facts']): void {
    if (seq <= this.seq) return;
    this.seq = seq;
    for (const [stage, key, fact] of facts) if (stage === 'parcel') this.list.add(key, fact as ParcelFact);
  }

  private documents(lane: Lane, now: number): WaitingView['documents'] {
    const last = now + WAITING_HOURS.documents * HOUR_MS;
    const near = lane.earliestDeadlines(DEADLINES_LOOKED_AT).filter(({ at }) => at <= last);
    const oldest = near.slice(0, SHOWN).flatMap(({ key }) => {
      const group = lane.peek(key) as ParcelGroup | undefined;
      return group ? openParcels(group, this.reference, now) : [];
    });
    return { count: near.length, oldest };
  }
}
