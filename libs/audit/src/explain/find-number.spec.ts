import type { LaneStore } from '@sandan/pipeline';
import { sampleDay } from '../fixtures/sample-day.fixture';
import { findNumber } from './find-number';

/** A store that counts the entries it gives out, with its index or without. */
function counting(store: LaneStore, withIndex: boolean): { store: LaneStore; read: () => number } {
  let read = 0;
  const counted = Object.create(store) as LaneStore;
  counted.entries = async function* (lane, from) {
    for await (const entry of store.entries(lane, from)) {
      read++;
      yield entry;
    }
  };
  if (!withIndex) Object.defineProperty(counted, 'mentions', { value: undefined });
  return { store: counted, read: () => read };
}

test('of a long journal only what may name a number is read, and the same is found as by reading all of it', async () => {
  const { store } = await sampleDay(400);
  const numbers = new Set<string>();
  for await (const { facts } of store.entries({ stage: 'port', lane: 0 }, 1)) {
    for (const [number] of Buffer.from(facts)
      .toString()
      .matchAll(/(?<="orderNo":")[^"]+/g))
      numbers.add(number);
  }
  const asked = [...numbers].filter((_, index) => index % 20 === 0);
  const [indexed, whole] = [counting(store, true), counting(store, false)];
  let found = 0;
  for (const number of [...asked, 'nobody']) {
    const mentions = await findNumber(indexed.store, number);
    expect(JSON.stringify(mentions)).toBe(JSON.stringify(await findNumber(whole.store, number)));
    found += mentions.length;
  }
  expect(found).toBeGreaterThan(asked.length * 5);
  expect(indexed.read()).toBeLessThan(whole.read() / 2);
});
