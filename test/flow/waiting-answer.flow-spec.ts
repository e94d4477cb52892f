import { FLOW } from '@sandan/contracts';
import { type InboundRecord, Lane, MemoryLaneStore, STAGE_HOSTING } from '@sandan/pipeline';
import { EngineRun, inboundRecords, laneOptions, runEngine, type SentRecord } from '@sandan/testkit';
import { BASE_REFERENCE, DAY, OTHER_PLATFORM, SECOND, START_MS } from '../../seeds/scenarios/base';
import { LI } from '../../seeds/scenarios/people';
import { bundleAt, dealOf, orderAt, paymentAt, waybillAt } from '../../seeds/scenarios/records';
import type { ScenarioRecord } from '../../seeds/scenarios/scenario';

const OTHER = dealOf({ ebpCode: OTHER_PLATFORM, buyer: LI, payTransactionId: 'TXN-0002', logisticsNo: 'WB-0002' });

describe('a window that ends while the answer of quota and stock is out', () => {
  it('ends before the document that moved the clock past it, as it does when the answer comes at once', async () => {
    const early = [orderAt(0, OTHER), paymentAt(0, OTHER), ...bundleAt(SECOND)];
    const sent = [...early, waybillAt(DAY + SECOND, OTHER)].map(timed);
    const inline = await runEngine(BASE_REFERENCE, sent);
    const late = await runWithLateAnswers(sent);
    expect(outcomes(late)).toEqual(outcomes(inline));
    expect(outcomes(late)).toEqual(expect.arrayContaining([`${OTHER_PLATFORM}:HM-0001:1 EXPIRED`]));
  });
});

/** Home takes all records before any other stage takes its first message. */
async function runWithLateAnswers(sent: SentRecord[]): Promise<EngineRun> {
  const run = new EngineRun();
  const lanes = new Map<string, Lane>();
  for (const { stage } of FLOW) {
    const options = laneOptions(BASE_REFERENCE, new MemoryLaneStore(), run);
    const lane = new Lane({ ...options, hosting: STAGE_HOSTING[stage] }, 0);
    await lane.open();
    lanes.set(stage, lane);
  }
  await take(lanes.get('parcel')!, inboundRecords(sent));
  for (let next = 0; next < run.told.length; next += 1) {
    const { topic, key, value, timestamp } = run.told[next]!;
    const to = FLOW.find(({ consumes }) => consumes.includes(topic));
    if (!to) continue;
    const bytes = { key: Buffer.from(key ?? ''), value: Buffer.from(value) };
    await take(lanes.get(to.stage)!, [{ topic, partition: 0, offset: BigInt(next), timestamp, ...bytes }]);
  }
  return run;
}

async function take(lane: Lane, records: InboundRecord[]): Promise<void> {
  await lane.commit(await lane.decide(records));
}

function outcomes({ clearances }: EngineRun): string[] {
  return clearances.map(({ clearanceId, outcome }) => `${clearanceId} ${outcome}`).sort();
}

function timed({ at, ...record }: ScenarioRecord): SentRecord {
  return { ...record, timestamp: START_MS + at };
}
