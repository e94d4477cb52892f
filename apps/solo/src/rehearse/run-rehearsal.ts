import { setTimeout as sleep } from 'node:timers/promises';
import { type DayOptions, type DayRecord, generateDay } from '../../../../seeds/day';
import { Course } from './course';
import type { Pace } from './pace';
import { ParcelWatch } from './parcel-watch';
import type { Rehearsal } from './rehearsal';
import type { RehearsalTarget } from './target';

export interface RehearsalPlan {
  stack: Rehearsal['stack'];
  day: DayOptions;
  pace: Pace;
  target: RehearsalTarget;
  /** Latencies of parcels whose last document was due within it are told apart. Default 0. */
  warmUpMs?: number;
  /** Nothing more is decided for this long: what is not decided by then is lost. Default 15 s. */
  quietMs?: number;
  onProgress?(progress: { decided: number; documents: number }): void;
}

/** Few: what waits for the whole batch outlives the young generation. */
const BATCH_RECORDS = 250;
/** As fast as the engine goes: documents wait here, not in an ever longer queue. */
const BACKLOG_RECORDS_MAX = 30_000;
const LOOK_MS = 5;
const SECOND_MS = 1_000;
const QUIET_MS = 15_000;

/** Plays a day against a target and counts what comes out. The target is stopped in any case. */
export async function runRehearsal(plan: RehearsalPlan): Promise<Rehearsal> {
  try {
    return await new Run(plan).run();
  } finally {
    await plan.target.stop();
  }
}

class Run {
  private readonly watch = new ParcelWatch();
  private readonly course = new Course();
  private documents = 0;
  private lastDecidedAt = 0;
  private lag = 0;
  private tickedAt = 0;

  constructor(private readonly plan: RehearsalPlan) {}

  async run(): Promise<Rehearsal> {
    const { target, warmUpMs = 0 } = this.plan;
    let startedAt = Number.POSITIVE_INFINITY;
    await target.start((clearance) => {
      const now = performance.now();
      this.lastDecidedAt = now;
      const latencyMs = this.watch.decided(clearance, now);
      const warmingUp = warmUpMs > 0 && now - (latencyMs ?? 0) < startedAt + warmUpMs;
      this.course.decided(latencyMs, warmingUp ? 'warmingUp' : 'warm');
    });
    startedAt = performance.now();
    this.tickedAt = startedAt;
    const ticking = setInterval(() => void this.tick(), SECOND_MS);
    try {
      await this.feed(startedAt);
      await this.untilQuiet();
    } finally {
      clearInterval(ticking);
    }
    return this.verdict((this.lastDecidedAt - startedAt) / 1000);
  }

  private async feed(startedAt: number): Promise<void> {
    const { day, pace, target } = this.plan;
    const records = generateDay(day, (parcel) => this.watch.expect(parcel));
    let batch: DayRecord[] = [];
    let sending: Promise<void> = Promise.resolve();
    const send = (): void => {
      const taken = batch;
      batch = [];
      this.documents += taken.length;
      this.course.sent(taken.length);
      sending = sending.then(() => target.send(taken));
      sending.catch(() => undefined);
    };
    for (const record of records) {
      const dueAt = pace.dueAfterMs && startedAt + pace.dueAfterMs(record.timestamp);
      if (dueAt !== undefined && dueAt > performance.now()) {
        if (batch.length > 0) send();
        await sleep(Math.max(LOOK_MS, dueAt - performance.now()));
      }
      this.watch.due(record.key, dueAt ?? performance.now());
      batch.push(record);
      if (batch.length < BATCH_RECORDS) continue;
      send();
      if (dueAt !== undefined) continue;
      await sending;
      while ((this.lag = await target.lagRecords()) > BACKLOG_RECORDS_MAX) await sleep(LOOK_MS);
    }
    send();
    await sending;
  }

  private async untilQuiet(): Promise<void> {
    const { quietMs = QUIET_MS } = this.plan;
    this.lastDecidedAt ||= performance.now();
    while (this.watch.decidedParcels < this.watch.expectedParcels) {
      if (performance.now() - this.lastDecidedAt > quietMs) return;
      await sleep(LOOK_MS * 10);
    }
    // What is told twice comes a moment later.
    await sleep(Math.min(SECOND_MS, quietMs));
  }

  private async tick(): Promise<void> {
    const { target, onProgress } = this.plan;
    this.lag = await target.lagRecords().catch(() => this.lag);
    const now = performance.now();
    this.course.tick((now - this.tickedAt) / 1000, this.lag, target.rssMb());
    this.tickedAt = now;
    onProgress?.({ decided: this.watch.decidedParcels, documents: this.documents });
  }

  private async verdict(seconds: number): Promise<Rehearsal> {
    const { stack, day, pace, target, warmUpMs = 0 } = this.plan;
    const { watch, course, documents } = this;
    const processes = Object.fromEntries(
      Object.entries(target.usage()).map(([name, usage]) => [
        name,
        { ...usage, coreSecondsPerMillionParcels: (usage.cpuSeconds / day.parcels) * 1_000_000 },
      ]),
    );
    const { best, worst } = course.extremes();
    return {
      stack,
      curve: day.curve,
      pace: pace.name,
      openModel: pace.dueAfterMs !== undefined,
      parcels: day.parcels,
      documents,
      seconds,
      parcelsPerSecond: watch.decidedParcels / seconds,
      bestSecond: best,
      worstSecond: worst,
      latencyMs: course.latenciesOf('warm'),
      ...(warmUpMs > 0 && { warmUp: { seconds: warmUpMs / 1000, latencyMs: course.latenciesOf('warmingUp') } }),
      processes,
      peakRssMb: Math.max(...Object.values(processes).map(({ peakRssMb }) => peakRssMb)),
      storedBytesPerParcel: (await target.storedBytes()) / day.parcels,
      expected: watch.expectedParcels,
      decided: watch.decidedParcels,
      lost: watch.lost(),
      doubled: watch.doubled,
      outcomes: watch.outcomes(),
      course: course.seconds,
    };
  }
}
