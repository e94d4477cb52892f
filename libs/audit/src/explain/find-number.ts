import { setImmediate as nextTurn } from 'node:timers/promises';
import { type LaneStore, outputViews, readFactPage } from '@sandan/pipeline';
import { numberOf, wholeFact } from '../laws/number-evidence';

/** One thing the journal says of a number: a fact of a stage, or a record that was told. */
export type Mention =
  | { kind: 'fact'; stage: string; key: string; fact: Record<string, unknown> }
  | { kind: 'told'; topic: string; value: Record<string, unknown>; timestamp: number };

const ENTRIES_A_TURN = 4;

/**
 * Everything the journals of a store say of an order number, each lane in its order. Pages are searched for the number
 * as bytes first, so that a long journal is read at the speed of the disk. A page that cannot be read is passed over.
 */
export async function findNumber(store: LaneStore, orderNo: string): Promise<Mention[]> {
  const mentions: Mention[] = [];
  // In JSON a number may be written with escapes; its longest plain part always stands there as it is.
  const needle = plainPart(orderNo);
  for (const lane of await store.lanes()) {
    const last = await store.lastSeq(lane);
    for await (const { seq, facts, outputs } of store.entries(lane, 1)) {
      if (seq > last) break;
      // A running engine reads its own store: its lane, its pages and its intake must have their turn.
      if (seq % ENTRIES_A_TURN === 0) await nextTurn();
      if (asBuffer(facts).includes(needle)) mentions.push(...factsOf(facts, orderNo));
      if (asBuffer(outputs).includes(needle)) mentions.push(...toldOf(outputs, orderNo));
    }
  }
  return mentions;
}

function factsOf(bytes: Uint8Array, orderNo: string): Mention[] {
  return readFactPage(bytes).facts.flatMap(({ stage, key, lean, document, clearance }): Mention[] => {
    if (numberOf(stage, key, lean) !== orderNo) return [];
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
