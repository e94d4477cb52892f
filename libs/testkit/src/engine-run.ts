import type { OUTBOUND_TOPICS } from '@sandan/contracts';
import { decodeText, orderNoOf } from '@sandan/contracts';
import {
  buildReference,
  type Clearance,
  decimal,
  formatMoney,
  type ParcelGroup,
  parcelsOf,
  type QuotaFact,
  quotaStage,
  type QuotaState,
  type Receipt,
  type ReferenceData,
  type StockFact,
  stockStage,
  type StockState,
  quantityEntries,
} from '@sandan/domain';
import {
  createDigest,
  type InboundRecord,
  Lane,
  type LaneRef,
  type LaneStore,
  MemoryLaneStore,
  type OutboundRecord,
  PORT_HOSTING,
  type RunnerOptions,
  SILENT,
  splitKey,
  unpackFacts,
} from '@sandan/pipeline';

/** One record to send; `key` left out = the value's orderNo, null = none. */
export interface SentRecord {
  topic: string;
  key?: string | null;
  value?: object | string;
  valueBase64?: string;
  timestamp: number;
  headers?: Record<string, string>;
}

export interface ToldRecord {
  topic: string;
  key: string | null;
  value: string;
  timestamp: number;
  headers: Record<string, string>;
}

/** What the engine told the world, by topic. */
export class EngineRun {
  readonly told: ToldRecord[] = [];
  waiting = 0;
  /** What all buyers together have used, CNY. */
  quotaUsed = '0.00';
  /** By itemRecordNo, declared units; over all books. */
  stock: Record<string, { reserved?: string; reduced?: string }> = {};

  of(topic: (typeof OUTBOUND_TOPICS)[number]): ToldRecord[] {
    return this.told.filter((record) => record.topic === topic);
  }

  get clearances(): Clearance[] {
    return this.of('clearances.v1').map(({ value }) => JSON.parse(value) as Clearance);
  }

  get receipts(): Receipt[] {
    return this.of('receipts.v1').map(({ value }) => JSON.parse(value) as Receipt);
  }
}

export interface RunOptions {
  until?: number;
  /** Records a flush; by default all at once. */
  batch?: number;
  store?: LaneStore;
}

export function inboundRecords(sent: readonly SentRecord[]): InboundRecord[] {
  const offsets = new Map<string, bigint>();
  return sent.map((record) => {
    const offset = offsets.get(record.topic) ?? 0n;
    offsets.set(record.topic, offset + 1n);
    return { ...wire(record), topic: record.topic, partition: 0, offset, timestamp: record.timestamp };
  });
}

/** Runs records through all stages in one lane, on the in-memory store unless another is given. */
export async function runEngine(
  data: ReferenceData,
  sent: readonly SentRecord[],
  { until, batch = Infinity, store = new MemoryLaneStore() }: RunOptions = {},
): Promise<EngineRun> {
  const run = new EngineRun();
  const lane = new Lane(laneOptions(data, store, run), 0);
  await lane.open();
  const records = inboundRecords(sent);
  for (let from = 0; from < records.length; from += batch) {
    await lane.commit(await lane.decide(records.slice(from, from + batch)));
  }
  if (until !== undefined) await lane.commit(await lane.decide([], until));
  for (const key of lane.waitingKeys()) {
    if (splitKey(key).stage !== 'parcel') continue;
    run.waiting += parcelsOf(lane.peek(key) as ParcelGroup).filter(({ openSince }) => openSince !== undefined).length;
  }
  await readLedgers(run, store, [{ stage: PORT_HOSTING.name, lane: 0 }]);
  return run;
}

/** Folds the ledgers out of the journals of these lanes into the run. */
export async function readLedgers(run: EngineRun, store: LaneStore, lanes: readonly LaneRef[]): Promise<void> {
  const quota = new Map<string, QuotaState>();
  const stock = new Map<string, StockState>();
  for (const lane of lanes) {
    for await (const { facts } of store.entries(lane, 1)) {
      for (const [stage, key, fact] of unpackFacts(facts)) {
        if (stage === 'quota') quota.set(key, quotaStage.evolve(quota.get(key) ?? { used: {} }, fact as QuotaFact));
        if (stage === 'stock') stock.set(key, stockStage.evolve(stock.get(key) ?? { reserved: {} }, fact as StockFact));
      }
    }
  }
  const used = [...quota.values()].flatMap((state) => Object.values(state.used));
  run.quotaUsed = formatMoney(used.reduce((sum, amount) => sum + decimal(amount), 0n));
  for (const { reserved, reduced } of stock.values()) {
    for (const [item, qty] of quantityEntries(reserved)) run.stock[item] = { ...run.stock[item], reserved: qty };
    for (const [item, qty] of quantityEntries(reduced)) run.stock[item] = { ...run.stock[item], reduced: qty };
  }
}

export function laneOptions(data: ReferenceData, store: LaneStore, run: EngineRun): RunnerOptions {
  return {
    hosting: PORT_HOSTING,
    store,
    publisher: { publish: async (records) => void run.told.push(...records.map(toldRecord)) },
    reference: buildReference(data),
    digest: createDigest('testkit'),
    observer: SILENT,
    lanes: 1,
    owner: 'testkit',
    wallClock: () => 0,
    batchRecordsMax: Infinity,
    batchBytesMax: Infinity,
    readWaitMs: 0,
    checkpointFlushes: 2,
    checkpointKeysMax: 1000,
    cacheKeysMax: 100,
    cacheBytesMax: Infinity,
    idleClockMs: 0,
  };
}

function wire(sent: SentRecord): Pick<InboundRecord, 'key' | 'value' | 'headers'> {
  const { topic, value, valueBase64, key, headers } = sent;
  const bytes =
    valueBase64 === undefined
      ? Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
      : Buffer.from(valueBase64, 'base64');
  const named = key === undefined ? keyOf(topic, bytes) : key;
  return { key: named === null ? null : Buffer.from(named), value: bytes, ...(headers && { headers }) };
}

/** A batch line without a key has the value's orderNo for key (contract 12). */
function keyOf(topic: string, bytes: Buffer): string | null {
  const decoded = decodeText(bytes.toString('utf8'));
  const orderNo = decoded.ok ? orderNoOf(topic, decoded.value) : undefined;
  return typeof orderNo === 'string' ? orderNo : null;
}

function toldRecord({ topic, key, value, timestamp, headers }: OutboundRecord): ToldRecord {
  return { topic, key: asText(key), value: asText(value) ?? '', timestamp, headers: headers ?? {} };
}

function asText(value: Uint8Array | string | null): string | null {
  return value === null || typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
}
