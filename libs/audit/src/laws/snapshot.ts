import { partitionOf } from '@sandan/contracts';
import type { JournalHead, LaneRef, LaneStore } from '@sandan/pipeline';

const LEDGER_STAGES: ReadonlySet<string> = new Set(['quota', 'stock']);

/** What a snapshot is made of; as plain data it may go to another thread. */
export interface SnapshotData {
  lanes: readonly LaneRef[];
  last: readonly number[];
  /** Of each lane, the entry up to which the states of all keys were saved at first. */
  saved: readonly number[];
  /** Last entries of the ledgers before the parcels' were read: their lines' decisions must be among the parcels'. */
  ledgersBefore: ReadonlyMap<number, number>;
  /** Head of the last entry of each lane that was read. */
  heads: (JournalHead | undefined)[];
}

/**
 * Up to which entry each lane is looked at. The lanes of a live store run on while they are read: a message that one
 * lane has sent and another has not taken yet is on its way, not lost.
 */
export class Snapshot {
  /** Effects that are still on their way between two lanes. */
  waits = 0;
  private readonly heads: (JournalHead | undefined)[];
  readonly lanes: readonly LaneRef[];
  readonly last: readonly number[];
  readonly saved: readonly number[];
  private readonly ledgersBefore: ReadonlyMap<number, number>;

  constructor({ lanes, last, saved, ledgersBefore, heads }: SnapshotData) {
    this.lanes = lanes;
    this.last = last;
    this.saved = saved;
    this.ledgersBefore = ledgersBefore;
    this.heads = heads;
  }

  /** Ledgers, then parcels, then ledgers again: a line seen at first has its decision, a decision has its lines. */
  static async take(store: LaneStore): Promise<Snapshot> {
    const lanes = await store.lanes();
    const saved: number[] = [];
    for (const lane of lanes) saved.push(await store.checkpointSeq(lane));
    const before = new Map<number, number>();
    for (const [index, lane] of lanes.entries()) {
      if (LEDGER_STAGES.has(lane.stage)) before.set(index, await store.lastSeq(lane));
    }
    const last = new Array<number>(lanes.length).fill(0);
    const isParcels = ({ stage }: LaneRef) => stage === 'parcel' || stage === 'port';
    for (const later of [false, true]) {
      for (const [index, lane] of lanes.entries()) {
        if (isParcels(lane) === !later) last[index] = await store.lastSeq(lane);
      }
    }
    return new Snapshot({ lanes, last, saved, ledgersBefore: before, heads: [] });
  }

  /** Entries that are looked at. */
  get entries(): number {
    return this.last.reduce((sum, last) => sum + last, 0);
  }

  get data(): SnapshotData {
    const { lanes, last, saved, ledgersBefore, heads } = this;
    return { lanes, last, saved, ledgersBefore, heads };
  }

  read(lane: number, head: JournalHead): void {
    this.heads[lane] = head;
  }

  nameOf(lane: number): string {
    const { stage, lane: number } = this.lanes[lane]!;
    return `${stage}/${number}`;
  }

  /** A ledger line that came after the parcels were looked at: its decision may be newer than what was read. */
  isNew(lane: number, seq: number): boolean {
    const before = this.ledgersBefore.get(lane);
    return before !== undefined && seq > before;
  }

  /** Whether a message of a decision to a key of another stage has not been taken yet. */
  underway(stage: string, key: string, decision: { lane: number; seq: number }): boolean {
    const numbers = this.lanes.flatMap((lane, index) => (lane.stage === stage ? [{ lane, index }] : []));
    // All stages in one lane: nothing is ever on its way.
    if (numbers.length === 0) return false;
    const partition = partitionOf(Buffer.from(key), numbers.length);
    const target = numbers.find(({ lane }) => lane.lane === partition);
    const mark = target && this.heads[target.index]?.marks[this.nameOf(decision.lane)];
    return !mark || mark[0] <= decision.seq;
  }
}
