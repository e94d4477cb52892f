import { runEngine, type SentRecord } from '@sandan/testkit';
import { BASE_REFERENCE, START_MS } from '../../seeds/scenarios/base';
import { SCENARIOS } from '../../seeds/scenarios';
import type { Scenario } from '../../seeds/scenarios/scenario';
import { differences } from './scenario-outcome';

/** Promise: every scenario has exactly its expected outcome, however the records fall into flushes. */
describe.each(SCENARIOS.map((scenario): [string, Scenario] => [scenario.name, scenario]))('%s', (_name, scenario) => {
  it.each([1, 2, 1000])('%i records a flush', async (batch) => {
    const run = await runEngine(referenceOf(scenario), sentRecords(scenario), {
      batch,
      ...(scenario.until !== undefined && { until: START_MS + scenario.until }),
    });
    expect(differences(run, scenario.expect)).toEqual([]);
  });
});

function referenceOf(scenario: Scenario) {
  return scenario.reference ? scenario.reference(BASE_REFERENCE) : BASE_REFERENCE;
}

function sentRecords(scenario: Scenario): SentRecord[] {
  return scenario.records.map(({ at, ...record }) => ({ ...record, timestamp: START_MS + at }));
}
