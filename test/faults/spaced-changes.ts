import type { SentRecord } from '@sandan/testkit';

/**
 * The records with whatever follows a change (`appType` 2 or 3) of a parcel put at least `records` places later. A day that
 * is fed in a minute brings a change and the document that completes the bundle, hours apart in business time, within a
 * millisecond and over different topics: which of them a lane meets first is then chance, with or without a fault.
 */
export function spacedChanges(day: readonly SentRecord[], records: number): SentRecord[] {
  const notBefore = new Map<string, number>();
  const placed = day.map((record, index) => {
    const place = Math.max(index, notBefore.get(record.key ?? '') ?? 0);
    if (isChange(record)) notBefore.set(record.key ?? '', place + records);
    return { record, place };
  });
  return placed.sort((a, b) => a.place - b.place).map(({ record }) => record);
}

function isChange({ value }: SentRecord): boolean {
  const appType = typeof value === 'object' ? (value as { appType?: unknown }).appType : undefined;
  return appType === '2' || appType === '3';
}
