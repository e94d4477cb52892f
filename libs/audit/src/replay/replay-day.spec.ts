import { beijingDay, buildReference, type ReferenceData } from '@sandan/domain';
import { createDigest, type LaneStore, MemoryLaneStore } from '@sandan/pipeline';
import { runEngine } from '@sandan/testkit';
import { BASE_REFERENCE, SCENARIOS, START_MS } from '../../../../seeds/scenarios';
import type { Scenario } from '../../../../seeds/scenarios/scenario';
import { type SampleDay, sampleDay } from '../fixtures/sample-day.fixture';
import { ReplayComparison, sumFates } from './compare-replay';
import { replayDay } from './replay-day';

async function replay(store: LaneStore, data: ReferenceData, day: string, isDraft = false): Promise<ReplayComparison> {
  const comparison = new ReplayComparison(isDraft);
  await replayDay({
    store,
    scratch: new MemoryLaneStore(),
    day,
    reference: buildReference(data),
    digest: createDigest('testkit'),
    recorded: (clearance, text) => comparison.addRecorded(clearance, text),
    replayed: (clearance, text) => comparison.addReplayed(clearance, text),
  });
  return comparison;
}

describe('the replay of a day', () => {
  let day: SampleDay;

  beforeAll(async () => {
    day = await sampleDay(400);
  });

  it.each(['2026-11-11', '2026-11-12'])('decides %s the same by the same rules', async (name) => {
    const comparison = await replay(day.store, day.reference, name);
    expect(comparison.differences()).toEqual([]);
    expect(comparison.same).toBe(comparison.recorded);
    expect(comparison.recorded).toBeGreaterThan(5);
  });

  it('names the parcels that a lower single limit would refuse, and what tax that costs', async () => {
    const settings = { ...day.reference.settings, version: 'draft', singleLimit: '300.00' };
    const changes = (await replay(day.store, { ...day.reference, settings }, '2026-11-11', true)).fateChanges();
    const sums = sumFates(changes);
    expect(sums.parcels).toBeGreaterThan(20);
    expect(sums.outcomes['RELEASED → REFUSED']).toBeGreaterThan(20);
    expect(sums.reasons['SINGLE_LIMIT']!.fail).toBeGreaterThan(20);
    expect(Object.values(sums.platforms).reduce((sum, count) => sum + count, 0)).toBe(sums.parcels);
    expect(sums.tax.difference.startsWith('-')).toBe(true);
  });

  it('finds no change in a draft that only has another name', async () => {
    const settings = { ...day.reference.settings, version: 'draft' };
    expect((await replay(day.store, { ...day.reference, settings }, '2026-11-11', true)).fateChanges()).toEqual([]);
  });

  it.each(SCENARIOS.map((scenario): [string, Scenario] => [scenario.name, scenario]))(
    'repeats %s',
    async (_name, scenario) => {
      const data = scenario.reference ? scenario.reference(BASE_REFERENCE) : BASE_REFERENCE;
      const store = new MemoryLaneStore();
      const records = scenario.records.map(({ at, ...record }) => ({ ...record, timestamp: START_MS + at }));
      const until = scenario.until === undefined ? {} : { until: START_MS + scenario.until };
      const { clearances } = await runEngine(data, records, { store, batch: 2, ...until });
      const days = [...new Set(clearances.map(({ decidedAt }) => beijingDay(Date.parse(decidedAt))))];
      for (const name of days) expect((await replay(store, data, name)).differences()).toEqual([]);
    },
  );
});
