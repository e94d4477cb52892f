import { pack, unpack } from 'msgpackr';
import type { JournalHead } from './lane-store.port';

/** On disk: [offsets as decimal text by topic, clock, wallAt, serials, marks]. */
type PackedHead = [Record<string, string>, number, number, JournalHead['serials'], JournalHead['marks']];

/** Offsets travel as text: msgpack readers disagree about 64-bit integers, and one past 2^53 must come back exact. */
export function packHead(head: JournalHead): Buffer {
  const offsets: Record<string, string> = {};
  for (const [topic, offset] of Object.entries(head.offsets)) offsets[topic] = offset.toString();
  return pack([offsets, head.clock, head.wallAt, head.serials, head.marks] satisfies PackedHead);
}

export function unpackHead(bytes: Uint8Array): JournalHead {
  const [offsetTexts, clock, wallAt, serials, marks] = unpack(bytes) as PackedHead;
  const offsets: JournalHead['offsets'] = {};
  for (const [topic, offset] of Object.entries(offsetTexts)) offsets[topic] = BigInt(offset);
  return { offsets, clock, wallAt, serials, marks };
}
