import type { SentRecord } from '@sandan/testkit';
import { BASE_REFERENCE, SCENARIOS, START_MS } from '../../seeds/scenarios';
import type { Scenario } from '../../seeds/scenarios/scenario';
import { differences } from '../flow/scenario-outcome';
import { describeReal, freshStack } from './real-stack';
import { ScenarioPort } from './scenario-port';

/** Most of a scenario's time is waiting for servers, so several run side by side, each with topics of its own. */
const PORTS = 8;

/** Promise: every scenario has exactly its expected outcome on Kafka and MongoDB too, stage by stage. */
describeReal('scenarios on the real stack', () => {
  const results = new Map<string, Awaited>();
  let finished: Promise<unknown> = Promise.resolve();

  beforeAll(async () => {
    const stack = await freshStack();
    for (const { name } of SCENARIOS) {
      const result = awaited();
      // Looked at when its test comes: until then a failure must not count as unhandled.
      result.promise.catch(() => undefined);
      results.set(name, result);
    }
    const left = [...SCENARIOS];
    finished = Promise.all(Array.from({ length: PORTS }, (_, index) => work(`port-${index}`, stack, left)));
    finished.catch((error: unknown) => results.forEach(({ reject }) => reject(error)));
  });

  afterAll(() => finished);

  it.each(SCENARIOS.map(({ name }) => name))('%s', async (name) => {
    expect(await results.get(name)!.promise).toEqual([]);
  });

  async function work(name: string, servers: { brokers: string[]; mongoUri: string }, left: Scenario[]): Promise<void> {
    const port = await ScenarioPort.open(servers, name);
    for (let scenario = left.shift(); scenario; scenario = left.shift()) {
      const { resolve, reject } = results.get(scenario.name)!;
      await outcomeOf(port, scenario).then(resolve, reject);
    }
    await port.close();
  }
});

/** The outcome of a scenario that runs some time. */
interface Awaited {
  promise: Promise<string[]>;
  resolve(differences: string[]): void;
  reject(error: unknown): void;
}

function awaited(): Awaited {
  const result: Partial<Awaited> = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result as Awaited;
}

async function outcomeOf(port: ScenarioPort, { reference, records, until, expect }: Scenario): Promise<string[]> {
  const data = reference ? reference(BASE_REFERENCE) : BASE_REFERENCE;
  const sent = records.map(({ at, ...record }): SentRecord => ({ ...record, timestamp: START_MS + at }));
  return differences(await port.run(data, sent, until === undefined ? undefined : START_MS + until), expect);
}
