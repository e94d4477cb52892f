import { type EngineRun, runEngine, type SentRecord } from '@sandan/testkit';
import type { Clearance } from '@sandan/domain';
import { BASE_REFERENCE, SCENARIOS, START_MS } from '../../seeds/scenarios';
import type { Scenario } from '../../seeds/scenarios/scenario';

const ORDERS_MAX = 24;

/** Promise: the order in which the documents of a parcel arrive never changes its outcome (contract 4). */
describe.each(
  SCENARIOS.filter(({ anyOrder }) => anyOrder).map((scenario): [string, Scenario] => [scenario.name, scenario]),
)('%s', (_name, scenario) => {
  it('ends the same in every order of arrival', async () => {
    const expected = lastClearances(await run(scenario, scenario.records));
    for (const records of permutations(scenario.records).slice(0, ORDERS_MAX)) {
      expect(lastClearances(await run(scenario, records))).toEqual(expected);
    }
  });
});

/** Each place keeps its time; the records change places. */
function run(scenario: Scenario, records: Scenario['records']): Promise<EngineRun> {
  const sent = records.map(({ at: _at, ...record }, place): SentRecord => ({
    ...record,
    timestamp: START_MS + scenario.records[place]!.at,
  }));
  const data = scenario.reference ? scenario.reference(BASE_REFERENCE) : BASE_REFERENCE;
  return runEngine(data, sent, scenario.until === undefined ? {} : { until: START_MS + scenario.until });
}

/** Serials are given in the order of decisions, so a parcel's number depends on its neighbours. */
type Timeless = Omit<Clearance, 'decidedAt' | 'invtNo'>;

/** The last clearance of every parcel but for its times and its serial. */
function lastClearances({ clearances }: EngineRun): Map<string, Timeless> {
  return new Map(
    clearances.map(({ decidedAt: _decidedAt, invtNo: _invtNo, ...clearance }): [string, Timeless] => [
      clearance.parcelId,
      clearance,
    ]),
  );
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length > 5) return rotations(items);
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

/** Of many records not every order can be tried: each one comes first once. */
function rotations<T>(items: readonly T[]): T[][] {
  return items.map((_, index) => [...items.slice(index), ...items.slice(0, index)]);
}
