import { pack, unpack } from 'msgpackr';
import type { JournalHead } from './lane-store.port';

/** On disk: [offsets as decimal text by topic, clock, wallAt, serials, marks, [chain length, link]]. */
type PackedHead = [
  offsets: Record<string, string>,
  clock: number,
  wallAt: number,
  serials: JournalHead['serials'],
  marks: JournalHead['marks'],
  chain?: [length: number, link: string],
];

/** Offsets travel as text: msgpack readers disagree about 64-bit integers, and one past 2^53 must come back exact. */
export function packHead(head: JournalHead): Buffer {
  const offsets: Record<string, string> = {};
  for (const [topic, offset] of Object.entries(head.offsets)) offsets[topic] = offset.toString();
  const { clock, wallAt, serials, marks, chain } = head;
  const packed: PackedHead = [offsets, clock, wallAt, serials, marks];
  if (chain) packed.push([chain.length, chain.link]);
  return pack(packed);
}

export function unpackHead(bytes: Uint8Array): JournalHead {
  const [offsetTexts, clock, wallAt, serials, marks, chain] = unpack(bytes) as PackedHead;
  const offsets: JournalHead['offsets'] = {};
  for (const [topic, offset] of Object.entries(offsetTexts)) offsets[topic] = BigInt(offset);
  return { offsets, clock, wallAt, serials, marks, ...(chain && { chain: { length: chain[0], link: chain[1] } }) };
}
