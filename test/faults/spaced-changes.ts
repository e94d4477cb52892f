import type { SentRecord } from '@sandan/testkit';

/**
 * The records with whatever follows a change (`appType` 2 or 3) of a parcel put at least `records` places later. A day that
 * is fed in a minute brings a change and the document that completes the bundle, hours apart in business time, within a
 * millisecond and over different topics: which of them a lane meets first is then chance, with or without a fault.
 */
export function spacedChanges(day: Iterable<SentRecord>, records: number): SentRecord[] {
  return [...spaced(day, records)];
}

interface Held {
  record: SentRecord;
  place: number;
}

/** The same one after the other: of a long day only what is put later is held. */
export function* spaced(day: Iterable<SentRecord>, records: number): Generator<SentRecord> {
  const notBefore = new Map<string, number>();
  /** By place, then as they came. */
  const held: Held[] = [];
  let index = 0;
  for (const record of day) {
    const place = Math.max(index, notBefore.get(record.key ?? '') ?? 0);
    if (isChange(record)) notBefore.set(record.key ?? '', place + records);
    if (place > index) hold(held, { record, place });
    while (held[0] && held[0].place <= index) yield held.shift()!.record;
    if (place === index) yield record;
    index += 1;
  }
  for (const { record } of held) yield record;
}

function hold(held: Held[], late: Held): void {
  const at = held.findLastIndex(({ place }) => place <= late.place);
  held.splice(at + 1, 0, late);
}

function isChange({ value }: SentRecord): boolean {
  const appType = typeof value === 'object' ? (value as { appType?: unknown }).appType : undefined;
  return appType === '2' || appType === '3';
}
