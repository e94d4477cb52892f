import { INBOUND_TOPICS, STAGE_TOPICS } from '@sandan/contracts';
import type { Reference } from '@sandan/domain';
import {
  type JournalEntry,
  type JournalHead,
  type LaneOffsets,
  type LaneRef,
  type LaneStore,
  type OutboundRecord,
  type Publisher,
  senderOf,
  unpackOutputs,
} from '@sandan/pipeline';
import { type CopiedLane, restoreJournals } from './copy-journals';

/** Offset after the newest record, by topic and partition. */
export type TopicEnds = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

export interface RestorePort {
  reference: Reference;
  /** Of all topics that a stage reads, before anything is sent. */
  ends: TopicEnds;
  publisher: Publisher;
  /** The topics were lost, too: partners' records are read from the beginning of new ones. */
  newTopics?: boolean;
  onProgress?: (entries: number) => void;
}

export interface RestoredPort {
  lanes: CopiedLane[];
  /** Records between stages that nobody had taken when the copy was cut, and the last outputs of each lane. */
  sentAgain: number;
}

/** The topics are not those that the copy was made with. */
export class OtherTopicsError extends Error {
  constructor(places: readonly string[]) {
    super(
      `${places.join('\n')}\nThese are not the topics of the copy. If those are lost: new topics are read from their ` +
        'beginning on demand',
    );
    this.name = 'OtherTopicsError';
  }
}

const TOGETHER = 500;
/** More decisions than a lane can have under way, and than it makes between two copies. */
const UNDER_WAY_SKIPPED = 10_000;
const UNKNOWN_SKIPPED = 1_000_000;
const STAGE_OF_TOPIC: ReadonlyMap<string, string> = new Map(
  Object.entries(STAGE_TOPICS).map(([stage, topic]) => [topic, stage]),
);
const NOTHING = new Uint8Array();

/**
 * Puts the copy of a port whose stages talk over a log into an empty store. No process of the port may run. What the
 * topics between the stages hold was partly sent after the copy was cut, and will be sent anew with the same numbers: so
 * every stage goes on behind their ends, and what was under way at the cut is sent again. Partners' records go on where
 * the copy ends: what came after it is decided again, under new numbers. Throws `OtherTopicsError` before anything is written.
 */
export async function restorePort(
  copy: LaneStore,
  target: LaneStore,
  { reference, ends, publisher, newTopics = false, onProgress }: RestorePort,
): Promise<RestoredPort> {
  const heads = await lastHeads(copy);
  if (!newTopics) refuseOtherTopics(heads, ends);
  const lanes = await restoreJournals(copy, target, reference, onProgress);
  for (const { lane, seq, head } of heads) {
    const offsets = { ...(newTopics ? {} : head.offsets), ...behindEnds(lane, ends) };
    const serials = skipped(head.serials, newTopics ? UNKNOWN_SKIPPED : lostAtMost(lane, head, ends));
    await target.append(lane, { seq: seq + 1, head: { ...head, offsets, serials }, facts: NOTHING, outputs: NOTHING });
  }
  const taken = new Map(heads.map(({ lane, head }) => [nameOf(lane), head.marks]));
  let sentAgain = 0;
  for (const { lane, lastOutputs } of heads) {
    for await (const records of underWay(copy, lane, lastOutputs, taken)) {
      await publisher.publish(records);
      sentAgain += records.length;
    }
  }
  return { lanes, sentAgain };
}

interface LastHead {
  lane: LaneRef;
  seq: number;
  head: JournalHead;
  /** The last entry that told something: whether all of that was sent is not known. */
  lastOutputs: number;
}

async function lastHeads(copy: LaneStore): Promise<LastHead[]> {
  const heads: LastHead[] = [];
  for (const lane of await copy.lanes()) {
    if (!(lane.stage in STAGE_TOPICS)) throw new Error(`${nameOf(lane)} is no lane of a stage: this copy is another's`);
    let last: JournalEntry | undefined;
    let lastOutputs = 0;
    for await (const entry of copy.entries(lane, 1)) {
      last = entry;
      if (entry.outputs.byteLength > 0) lastOutputs = entry.seq;
    }
    if (last) heads.push({ lane, seq: last.seq, head: last.head, lastOutputs });
  }
  return heads;
}

function refuseOtherTopics(heads: readonly LastHead[], ends: TopicEnds): void {
  const places = heads.flatMap(({ lane, head }) =>
    INBOUND_TOPICS.flatMap((topic) => {
      const [taken, end] = [head.offsets[topic] ?? 0n, ends.get(topic)?.get(lane.lane) ?? 0n];
      return taken > end ? [`${topic}/${lane.lane} ends at ${end}, the copy has taken ${taken} of it`] : [];
    }),
  );
  if (places.length > 0) throw new OtherTopicsError(places);
}

/** Each number that was given after the cut, and told, took a record of a partner, or was under way at the cut. */
function lostAtMost({ lane }: LaneRef, { offsets }: JournalHead, ends: TopicEnds): number {
  const left = INBOUND_TOPICS.map((topic) => (ends.get(topic)?.get(lane) ?? 0n) - (offsets[topic] ?? 0n));
  return Number(left.reduce((sum, records) => sum + records, 0n)) + UNDER_WAY_SKIPPED;
}

/** Partners may know numbers that were given after the cut: they are not given to others. */
function skipped(serials: JournalHead['serials'], count: number): JournalHead['serials'] {
  return Object.fromEntries(Object.entries(serials).map(([series, given]) => [series, given + count]));
}

function behindEnds({ stage, lane }: LaneRef, ends: TopicEnds): LaneOffsets {
  const topic = STAGE_TOPICS[stage as keyof typeof STAGE_TOPICS];
  return { [topic]: ends.get(topic)?.get(lane) ?? 0n };
}

async function* underWay(
  copy: LaneStore,
  lane: LaneRef,
  lastOutputs: number,
  taken: ReadonlyMap<string, JournalHead['marks']>,
): AsyncGenerator<OutboundRecord[]> {
  let records: OutboundRecord[] = [];
  for await (const { seq, outputs } of copy.entries(lane, 1)) {
    const told = unpackOutputs(outputs);
    records.push(...told.filter((record) => seq === lastOutputs || !isTaken(record, taken)));
    if (records.length < TOGETHER) continue;
    yield records;
    records = [];
  }
  if (records.length > 0) yield records;
}

/** Whatever goes to partners was sent before the next entry was appended. */
function isTaken(
  { topic, partition, value }: OutboundRecord,
  taken: ReadonlyMap<string, JournalHead['marks']>,
): boolean {
  const receiver = STAGE_OF_TOPIC.get(topic);
  if (receiver === undefined || partition === undefined) return true;
  const { lane, seq, index } = senderOf(value);
  const [markSeq, markIndex] = taken.get(`${receiver}/${partition}`)?.[lane] ?? [0, 0];
  return seq < markSeq || (seq === markSeq && index <= markIndex);
}

function nameOf({ stage, lane }: LaneRef): string {
  return `${stage}/${lane}`;
}
