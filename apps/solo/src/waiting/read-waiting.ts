import { type ParcelFact, type ParcelGroup, parcelStage, type Reference, WaitingList } from '@sandan/domain';
import { type LaneRef, type LaneStore, splitKey, unpackFacts, unpackState } from '@sandan/pipeline';
import { mattersView, openParcels, type WaitingHours, type WaitingItem, type WaitingView } from './waiting-view';

const HOUR_MS = 3_600_000;
const KEYS_A_LOAD = 500;

export interface WaitingOptions {
  reference: Reference;
  hours: WaitingHours;
  /** How many of each list are named. */
  limit: number;
  /** Business time, ms; left out = where the store's clock stands. */
  now?: number;
  onProgress?(entries: number): void;
}

/** All lists of a store, live or stopped, at a moment of business time. */
export async function readWaiting(store: LaneStore, options: WaitingOptions): Promise<WaitingView & { now: number }> {
  const list = new WaitingList();
  let clock = 0;
  let entries = 0;
  const lanes = (await store.lanes()).filter(({ stage }) => stage === 'parcel' || stage === 'port');
  for (const lane of lanes) {
    for await (const { facts, head } of store.entries(lane, 1)) {
      clock = Math.max(clock, head.clock);
      for (const [stage, key, fact] of unpackFacts(facts)) if (stage === 'parcel') list.add(key, fact as ParcelFact);
      options.onProgress?.(++entries);
    }
  }
  const now = options.now ?? clock;
  const documents: WaitingItem[] = [];
  for (const lane of lanes) documents.push(...(await nearDeadline(store, lane, now, options)));
  documents.sort((a, b) => (a.until! < b.until! ? -1 : 1));
  return {
    now,
    ...mattersView(list, now, options.hours, options.limit),
    documents: { count: documents.length, oldest: documents.slice(0, options.limit) },
  };
}

/** Bundles whose window ends soon, from the saved states: a live store may be ahead of them by one checkpoint. */
async function nearDeadline(
  store: LaneStore,
  lane: LaneRef,
  now: number,
  { reference, hours }: WaitingOptions,
): Promise<WaitingItem[]> {
  const near: string[] = [];
  const last = now + hours.documents * HOUR_MS;
  for await (const { key, dueAt } of store.due(lane)) if (dueAt >= now && dueAt <= last) near.push(key);
  const items: WaitingItem[] = [];
  for (let from = 0; from < near.length; from += KEYS_A_LOAD) {
    for (const row of (await store.load(lane, near.slice(from, from + KEYS_A_LOAD))).values()) {
      if (splitKey(row.key).stage !== 'parcel') continue;
      items.push(...openParcels(unpackState(parcelStage, row.state) as ParcelGroup, reference, now));
    }
  }
  return items.filter(({ until }) => Date.parse(until!) <= last);
}
