import { setTimeout as sleep } from 'node:timers/promises';
import { type DayRecord, generateDay } from '../../seeds/day';
import { BATCH_RECORDS, POLL_MS, type PortServer } from './port-server';
import type { SoakProbe } from './soak-verdict';

const FIRST_DAY = Date.parse('2026-01-02T00:00:00Z');
const PROBE_DAY = '2025-03-01';
const DAY_MS = 86_400_000;
const TICK_MS = 25;
const IN_FLIGHT_MAX = 8;
const PROBE_PAUSE_MS = 200;
/** A clean parcel has three or four documents. */
export const RECORDS_PER_PARCEL = 3.3;

/** One day of business after the other, each `parcels` parcels: windows end, and other people buy. */
export function* endlessDays(parcels: number, seed: number): Generator<DayRecord> {
  for (let number = 0; ; number += 1) {
    const day = new Date(FIRST_DAY + number * DAY_MS).toISOString().slice(0, 10);
    yield* generateDay({ parcels, seed: seed + number, curve: 'flat', day, clean: true });
  }
}

/** Parcels a second that the server decides when it never waits, measured over `seconds`. */
export async function fullRate(server: PortServer, records: Iterator<DayRecord>, seconds: number): Promise<number> {
  const started = performance.now();
  let sent = 0;
  while (performance.now() - started < seconds * 1000) {
    await server.takeAtItsPace(take(records, BATCH_RECORDS));
    sent += BATCH_RECORDS;
  }
  const undecided = await server.backlog();
  return (sent - undecided) / RECORDS_PER_PARCEL / ((performance.now() - started) / 1000);
}

/** A load that comes at its own pace, whether or not the server keeps up. */
export class SoakLoad {
  /** Timestamp of the newest record sent, ms. */
  private clock = 0;
  private inFlight = 0;
  private failure: unknown;
  readonly probes: SoakProbe[] = [];

  constructor(
    private readonly server: PortServer,
    private readonly records: Iterator<DayRecord>,
    private readonly parcelsPerSecond: number,
  ) {}

  /** Sends and probes for so long; throws when the server turned anything away or fell behind. */
  async run(seconds: number): Promise<void> {
    const started = performance.now();
    const elapsedS = () => (performance.now() - started) / 1000;
    const probing = this.probe(elapsedS, seconds).catch((error: unknown) => (this.failure ??= error));
    for (let sent = 0; elapsedS() < seconds && this.failure === undefined; await sleep(TICK_MS)) {
      const due = Math.floor(elapsedS() * this.parcelsPerSecond * RECORDS_PER_PARCEL) - sent;
      if (due === 0 || this.inFlight >= IN_FLIGHT_MAX) continue;
      const batch = take(this.records, Math.min(due, BATCH_RECORDS));
      sent += batch.length;
      this.send(batch);
    }
    await probing;
    while (this.inFlight > 0) await sleep(TICK_MS);
    if (this.failure !== undefined) throw this.failure;
  }

  private send(batch: DayRecord[]): void {
    this.clock = Math.max(this.clock, batch.at(-1)!.timestamp);
    this.inFlight += 1;
    this.server
      .take(batch)
      .catch((error: unknown) => (this.failure ??= error))
      .finally(() => (this.inFlight -= 1));
  }

  /** One parcel five times a second, all of its documents at once; waits for its clearance. */
  private async probe(elapsedS: () => number, seconds: number): Promise<void> {
    const parcels = probeParcels(Math.ceil((seconds * 1000) / PROBE_PAUSE_MS) + 1);
    for (const [orderNo, documents] of parcels) {
      if (elapsedS() >= seconds || this.failure !== undefined) return;
      const at = elapsedS();
      const sent = performance.now();
      await this.server.take(documents.map((record) => ({ ...record, timestamp: this.clock || record.timestamp })));
      while (!(await this.server.isDecided(orderNo))) await sleep(POLL_MS);
      const latencyMs = performance.now() - sent;
      this.probes.push({ at, latencyMs });
      await sleep(Math.max(0, PROBE_PAUSE_MS - latencyMs));
    }
  }
}

function probeParcels(parcels: number): Map<string, DayRecord[]> {
  const byNumber = new Map<string, DayRecord[]>();
  for (const record of generateDay({ parcels, seed: 1, curve: 'flat', day: PROBE_DAY, clean: true })) {
    byNumber.set(record.key, [...(byNumber.get(record.key) ?? []), record]);
  }
  return byNumber;
}

function take(records: Iterator<DayRecord>, count: number): DayRecord[] {
  return Array.from({ length: count }, () => records.next().value as DayRecord);
}
