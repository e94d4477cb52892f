import { auditStore, openingsOf } from '@sandan/audit';
import { buildReference } from '@sandan/domain';
import { createDigest, MemoryLaneStore } from '@sandan/pipeline';
import { runEngine } from '@sandan/testkit';
import { BASE_REFERENCE, SCENARIOS, START_MS } from '../../seeds/scenarios';
import type { Scenario } from '../../seeds/scenarios/scenario';

/** Promise: whatever happens to a parcel, every law of the audit holds afterwards. */
describe('the audit after each scenario', () => {
  it.each(SCENARIOS.map((scenario): [string, Scenario] => [scenario.name, scenario]))('%s', async (_name, scenario) => {
    const data = scenario.reference ? scenario.reference(BASE_REFERENCE) : BASE_REFERENCE;
    const store = new MemoryLaneStore();
    const records = scenario.records.map(({ at, ...record }) => ({ ...record, timestamp: START_MS + at }));
    await runEngine(data, records, { store, batch: 2, ...(scenario.until && { until: START_MS + scenario.until }) });
    const reference = buildReference(data);
    const digest = createDigest('testkit');
    const report = await auditStore({ store, reference, digest, opening: openingsOf(reference, digest), pieces: 1 });
    expect(report.laws.flatMap(({ law, breaks }) => breaks.map((one) => ({ law, ...one })))).toEqual([]);
    expect(report.underway).toBe(0);
  });
});
