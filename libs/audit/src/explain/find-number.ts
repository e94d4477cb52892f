import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type JournalEntry,
  type LaneRef,
  type LaneStore,
  mayMention,
  orderNoOf,
  outputViews,
  readFactPage,
} from '@sandan/pipeline';
import { wholeFact } from '../laws/number-evidence';

/** One thing the journal says of a number: a fact of a stage, or a record that was told. */
export type Mention =
  | { kind: 'fact'; stage: string; key: string; fact: Record<string, unknown> }
  | { kind: 'told'; topic: string; value: Record<string, unknown>; timestamp: number };

const ENTRIES_A_TURN = 4;

/**
 * Everything the journals of a store say of an order number, each lane in its order. Only entries are read that may name
 * it, by the index beside the journal; those that the index does not know are searched for the number as bytes. A page
 * that cannot be read is passed over.
 */
export async function findNumber(store: LaneStore, orderNo: string): Promise<Mention[]> {
  const mentions: Mention[] = [];
  // In JSON a number may be written with escapes; its longest plain part always stands there as it is.
  const needle = plainPart(orderNo);
  for (const lane of await store.lanes()) {
    let read = 0;
    for await (const { facts, outputs } of entriesNaming(store, lane, orderNo)) {
      // A running engine reads its own store: its lane, its pages and its intake must have their turn.
      if (++read % ENTRIES_A_TURN === 0) await nextTurn();
      if (asBuffer(facts).includes(needle)) mentions.push(...factsOf(facts, orderNo));
      if (asBuffer(outputs).includes(needle)) mentions.push(...toldOf(outputs, orderNo));
    }
  }
  return mentions;
}

/** The entries of a lane, up to its end now, that may name a number. */
async function* entriesNaming(store: LaneStore, lane: LaneRef, orderNo: string): AsyncGenerator<JournalEntry> {
  const last = await store.lastSeq(lane);
  const others = new Set<number>();
  if (store.mentions) {
    for await (const { seq, mentions } of store.mentions(lane)) if (!mayMention(mentions, orderNo)) others.add(seq);
  }
  for (let seq = 1; seq <= last; seq++) {
    if (others.has(seq)) continue;
    // Read on in one go as long as the entries that are wanted follow one another.
    for await (const entry of store.entries(lane, seq)) {
      if (entry.seq > last || others.has(entry.seq)) break;
      yield entry;
      seq = entry.seq;
    }
  }
}

function factsOf(bytes: Uint8Array, orderNo: string): Mention[] {
  return readFactPage(bytes).facts.flatMap(({ stage, key, lean, document, clearance }): Mention[] => {
    if (orderNoOf(stage, key, lean) !== orderNo) return [];
    const fact = wholeFact(lean, document, clearance) as Record<string, unknown> | undefined;
    return fact ? [{ kind: 'fact', stage, key, fact }] : [];
  });
}

function toldOf(bytes: Uint8Array, orderNo: string): Mention[] {
  return outputViews(bytes).flatMap(({ topic, key, value, isText, timestamp }): Mention[] => {
    if (key !== orderNo || !isText || !topic.endsWith('.v1')) return [];
    const text = value.toString('utf8');
    return [{ kind: 'told', topic, value: JSON.parse(text) as Record<string, unknown>, timestamp }];
  });
}

function plainPart(orderNo: string): string {
  const parts = orderNo.split(/[^\x20-\x21\x23-\x5b\x5d-\x7e]+/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
