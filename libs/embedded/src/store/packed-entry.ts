import { type JournalEntry, packHead, unpackHead } from '@sandan/pipeline';
import { asBuffer, packValue, unpackValue } from './packed-value';

type PackedEntry = [head: Buffer, facts: Uint8Array, outputs: Uint8Array];

/** An entry of the journal as it is kept, without its number. */
export function packEntry({ head, facts, outputs }: JournalEntry): Buffer {
  const packed: PackedEntry = [packHead(head), asBuffer(facts), asBuffer(outputs)];
  return packValue(packed);
}

export function unpackEntry(seq: number, bytes: Buffer): JournalEntry {
  const [head, facts, outputs] = unpackValue(bytes) as PackedEntry;
  return { seq, head: unpackHead(head), facts, outputs };
}
