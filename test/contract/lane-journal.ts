import type { MongoLaneStore } from '@sandan/mongo';

export const LANE = { stage: 'parcel', lane: 1 };
export const HEAD = { offsets: { 'orders.v1': 1n }, clock: 0, wallAt: 0, serials: {}, marks: {} };
export const entryAt = (seq: number, text: string) => ({
  seq,
  head: HEAD,
  facts: Buffer.from(text),
  outputs: new Uint8Array(),
});

export async function journalOf(store: MongoLaneStore): Promise<string[]> {
  const entries: string[] = [];
  for await (const { seq, facts } of store.entries(LANE, 1)) entries.push(`${seq} ${Buffer.from(facts).toString()}`);
  return entries;
}
