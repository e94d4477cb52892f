import { Prng } from '../../seeds/prng';
import { marketReference } from '../market/market';
import { brokenLaws } from './laws';
import { PortOfLanes } from './port-of-lanes';
import { lastClearances, Walk } from './walk';

const SEED = 20261111;
const WALKS = 2_000;
const SLICES = 20;
const EVENTS = 24;
const CRASH_RATE = 0.03;

/** What the walks together came to, so that a walk which never leaves the door is noticed. */
const seen = { crashes: 0, outcomes: new Map<string, number>() };

/**
 * Promise: no path through a parcel's life leaves quota or stock behind, loses an answer or sticks, with processes that
 * die between any two commits.
 */
describe('random walks through the lives of parcels', () => {
  it.each(Array.from({ length: SLICES }, (_, slice) => slice))('slice %i: all laws hold', async (slice) => {
    const size = WALKS / SLICES;
    for (let walk = slice * size; walk < (slice + 1) * size; walk++) {
      const broken = await walkOnce(walk);
      if (broken.length > 0) throw new Error(`walk ${walk} of seed ${SEED}:\n${broken.join('\n')}`);
    }
  });

  it('come to every outcome, and die often', () => {
    expect([...seen.outcomes.keys()].sort()).toEqual([
      'CANCELLED',
      'CLOSED',
      'DETAINED',
      'EXPIRED',
      'INSPECTION',
      'MANUAL_REVIEW',
      'REFUSED',
      'RELEASED',
      'RETURNED',
    ]);
    expect(seen.crashes).toBeGreaterThan(WALKS);
  });
});

async function walkOnce(number: number): Promise<string[]> {
  const random = new Prng(SEED, number);
  const data = marketReference(random.between(2, 12), random.pick(['26000.00', '6000.00', '150.00']));
  const port = new PortOfLanes(data, random, { crashRate: CRASH_RATE });
  const walk = new Walk(port, random, random.between(1, 3));
  await walk.run(EVENTS);
  seen.crashes += port.crashes;
  for (const { outcome } of lastClearances(port.told).values()) {
    seen.outcomes.set(outcome, (seen.outcomes.get(outcome) ?? 0) + 1);
  }
  return brokenLaws(port, walk, data);
}
