import type { FlowStage } from '@sandan/contracts';
import { buildReference, type ReferenceData } from '@sandan/domain';
import {
  createDigest,
  type InboundRecord,
  Lane,
  MemoryLaneStore,
  type OutboundRecord,
  type RunnerOptions,
  SILENT,
  STAGE_HOSTING,
} from '@sandan/pipeline';
import { FLOW } from '@sandan/contracts';
import { inboundRecords, type SentRecord } from '@sandan/testkit';

type StageName = FlowStage['stage'];

/** Which topics each stage was seen to take records from and to write to. */
export type Seen = Record<StageName, { consumed: Set<string>; produced: Set<string> }>;

export function nothingSeen(): Seen {
  const none = () => ({ consumed: new Set<string>(), produced: new Set<string>() });
  return { parcel: none(), quota: none(), stock: none(), release: none() };
}

/** Runs records through the stages in lanes of their own and notes what each consumes and produces. */
export async function traceFlow(data: ReferenceData, sent: readonly SentRecord[], seen: Seen): Promise<void> {
  const waiting: OutboundRecord[] = [];
  const lanes = new Map<StageName, Lane>();
  for (const { stage } of FLOW) {
    const lane = new Lane(stageOptions(data, stage, seen, waiting), 0);
    await lane.open();
    lanes.set(stage, lane);
  }
  for (const record of inboundRecords(sent)) {
    await take('parcel', record);
    await settle();
  }

  async function take(stage: StageName, record: InboundRecord): Promise<void> {
    seen[stage].consumed.add(record.topic);
    const lane = lanes.get(stage)!;
    await lane.commit(await lane.decide([record]));
  }

  async function settle(): Promise<void> {
    for (let told = waiting.shift(); told; told = waiting.shift()) {
      const { topic, key, value, timestamp } = told;
      const stage = FLOW.find(({ consumes }) => consumes.includes(topic))?.stage;
      if (stage === undefined) continue;
      const bytes = { key: Buffer.from(key ?? ''), value: Buffer.from(value) };
      await take(stage, { topic, partition: 0, offset: 0n, timestamp, ...bytes });
    }
  }
}

function stageOptions(data: ReferenceData, stage: StageName, seen: Seen, waiting: OutboundRecord[]): RunnerOptions {
  return {
    hosting: STAGE_HOSTING[stage],
    store: new MemoryLaneStore(),
    publisher: {
      publish: async (records) => {
        for (const record of records) seen[stage].produced.add(record.topic);
        waiting.push(...records);
      },
    },
    reference: buildReference(data),
    digest: createDigest('flow'),
    observer: SILENT,
    lanes: 1,
    owner: 'flow',
    wallClock: () => 0,
    batchRecordsMax: 1,
    batchBytesMax: Infinity,
    readWaitMs: 0,
    checkpointFlushes: 1000,
    checkpointKeysMax: 1000,
    cacheKeysMax: 1000,
    cacheBytesMax: Infinity,
    idleClockMs: 0,
  };
}
