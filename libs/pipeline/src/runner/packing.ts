import { Packr } from 'msgpackr';
import type { OutboundRecord } from '../ports/records';

/** One fact of the journal: the stage and key it belongs to. */
export type JournalFact = [stage: string, key: string, fact: object];

// Structures are written into each buffer, so that every buffer can be read alone.
const packr = new Packr({ useRecords: true, moreTypes: false });

export function packFacts(facts: readonly JournalFact[]): Uint8Array {
  return facts.length === 0 ? EMPTY : packr.pack(facts);
}

export function unpackFacts(bytes: Uint8Array): JournalFact[] {
  return bytes.byteLength === 0 ? [] : (packr.unpack(bytes) as JournalFact[]);
}

export function packOutputs(records: readonly OutboundRecord[]): Uint8Array {
  return records.length === 0 ? EMPTY : packr.pack(records);
}

export function unpackOutputs(bytes: Uint8Array): OutboundRecord[] {
  return bytes.byteLength === 0 ? [] : (packr.unpack(bytes) as OutboundRecord[]);
}

export function packState(state: object): Uint8Array {
  return packr.pack(state);
}

export function unpackState<T>(bytes: Uint8Array): T {
  return packr.unpack(bytes) as T;
}

const EMPTY = new Uint8Array(0);
