import { ReplayComparison, replayDay } from '@sandan/audit';
import { beijingDay, buildReference, type Clearance } from '@sandan/domain';
import { createDigest, MemoryLaneStore } from '@sandan/pipeline';
import { Prng } from '../../seeds/prng';
import { marketReference } from '../market/market';
import { PortOfLanes } from './port-of-lanes';
import { Walk } from './walk';

const SEED = 20261111;
const WALKS = 200;
const EVENTS = 24;
const CRASH_RATE = 0.03;
/** Which of two parcels gets the last piece hangs on the order, too. */
const LIMITLESS_STOCK = 1_000;

/**
 * Promise: where every stage has a lane of its own, answers come late, records wait for them and processes die, a replay
 * of any day takes the decisions of that day as they were taken; of several parcels of a buyer all but what hangs on the
 * order in which the ledgers were asked.
 */
test.each([1, 3])(
  'any day of the random lives of %i parcels of a buyer is replayed as it was',
  async (parcels) => {
    let decisions = 0;
    for (let number = 0; number < WALKS; number++) {
      const random = new Prng(SEED, number);
      const data = marketReference(LIMITLESS_STOCK, '26000.00');
      const port = new PortOfLanes(data, random, { crashRate: CRASH_RATE });
      await new Walk(port, random, parcels).run(EVENTS);
      for (const day of daysOf(port)) {
        const comparison = new ReplayComparison(false, parcels > 1);
        const { faults } = await replayDay({
          store: port.store,
          scratch: new MemoryLaneStore(),
          day,
          reference: buildReference(data),
          digest: createDigest('random walk'),
          recorded: (clearance, text) => comparison.addRecorded(clearance, text),
          replayed: (clearance, text) => comparison.addReplayed(clearance, text),
        });
        expect([number, day, faults, comparison.differences()]).toEqual([number, day, 0, []]);
        decisions += comparison.same;
      }
    }
    expect(decisions).toBeGreaterThan(WALKS);
  },
  60_000,
);

function daysOf({ told }: PortOfLanes): Set<string> {
  const clearances = told.filter(({ topic }) => topic === 'clearances.v1');
  return new Set(
    clearances.map(({ value }) => beijingDay(Date.parse((JSON.parse(String(value)) as Clearance).decidedAt))),
  );
}
