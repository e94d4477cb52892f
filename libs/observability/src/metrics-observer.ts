import { TOPIC_KIND } from '@sandan/contracts';
import type { FlushReport, RunnerObserver } from '@sandan/pipeline';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { LaneGauges } from './lane-gauges';
import { OutwardTally } from './outward-tally';

export interface MetricsOptions {
  /** Version of the software. */
  version: string;
  /** Version of the settings (`ruleSet` of clearances). */
  rules: string;
  matchWindowHours: number;
  /** ms since the epoch; Date.now unless a test says otherwise. */
  wallClock?: () => number;
  /** CPU, memory, event loop of the process; default true. */
  processMetrics?: boolean;
}

const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const BATCH_BUCKETS = [1, 5, 10, 50, 100, 250, 500, 1000, 2500, 5000];

/** The runner's work as Prometheus metrics, in a registry of its own. Labels hold only names from closed lists. */
export class MetricsObserver implements RunnerObserver {
  readonly registry = new Registry();
  private readonly lanes: LaneGauges;
  private readonly documents = this.counter('documents_received_total', 'Records of partners taken.', [
    'doc',
    'result',
  ]);
  private readonly receipts = this.counter('receipts_total', 'Receipts told.', ['doc', 'status']);
  private readonly parcels = this.counter('parcels_total', 'Clearances told.', ['outcome']);
  private readonly reasons = this.counter('reasons_total', 'Reasons by which parcels were held.', ['reason']);
  private readonly warnings = this.counter('warnings_total', 'Reasons told as warnings: rules on trial, and others.', [
    'reason',
  ]);
  private readonly deadLetters = this.counter('dead_letters_total', 'Records that cannot be read.', [
    'topic',
    'reason',
  ]);
  private readonly fences = this.counter('fence_losses_total', 'Lanes lost to another runner.', ['stage']);
  private readonly violations = this.counter('invariant_violations_total', 'Broken invariants.', ['stage']);
  private readonly stageSeconds = this.seconds('stage_duration_seconds', 'One flush from decision to publication.', [
    'stage',
  ]);
  private readonly stepSeconds = this.seconds('flush_duration_seconds', 'One step of a flush.', ['stage', 'step']);
  private readonly batchRecords = new Histogram({
    name: 'clearance_batch_records',
    help: 'Records of one flush.',
    labelNames: ['stage'],
    buckets: BATCH_BUCKETS,
    registers: [this.registry],
  });

  constructor(options: MetricsOptions) {
    const { wallClock = Date.now, matchWindowHours, processMetrics = true } = options;
    this.lanes = new LaneGauges(this.registry, { wallClock, windowMs: matchWindowHours * 3_600_000 });
    new Gauge({
      name: 'clearance_build_info',
      help: 'Always 1; the labels say what is running.',
      labelNames: ['version', 'rules'],
      registers: [this.registry],
    }).set({ version: options.version, rules: options.rules }, 1);
    if (processMetrics) collectDefaultMetrics({ register: this.registry });
  }

  flushed(report: FlushReport): void {
    const { stage, decideMs, appendMs, publishMs } = report;
    this.stepSeconds.observe({ stage, step: 'decide' }, decideMs / 1000);
    this.stepSeconds.observe({ stage, step: 'append' }, appendMs / 1000);
    this.stepSeconds.observe({ stage, step: 'publish' }, publishMs / 1000);
    this.stageSeconds.observe({ stage }, (decideMs + appendMs + publishMs) / 1000);
    this.batchRecords.observe({ stage }, report.records);
    this.countRecords(report);
    this.countOutward(report);
    this.lanes.flushed(report);
  }

  fenced(stage: string, lane: number): void {
    this.fences.inc({ stage });
    this.lanes.closed(stage, lane);
  }

  lag(stage: string, lane: number, lag: { records: number; seconds: number }): void {
    this.lanes.lag(stage, lane, lag);
  }

  closed(stage: string, lane: number): void {
    this.lanes.closed(stage, lane);
  }

  halted(stage: string, lane: number): void {
    this.lanes.halted(stage, lane);
  }

  /** A decider that throws breaks its promise to take every input. */
  undecidable(): void {
    this.invariantViolated('parcel');
  }

  /** For a process that finds what must not be, before it ends. */
  invariantViolated(stage: string): void {
    this.violations.inc({ stage });
  }

  private countRecords(report: FlushReport): void {
    const dead = new Map<string, number>();
    for (const { topic, reason } of report.deadLetters) {
      this.deadLetters.inc({ topic, reason });
      dead.set(topic, (dead.get(topic) ?? 0) + 1);
    }
    for (const [topic, records] of report.topics) {
      const doc = (TOPIC_KIND as Record<string, string | undefined>)[topic] ?? topic;
      const letters = dead.get(topic) ?? 0;
      if (letters > 0) this.documents.inc({ doc, result: 'dead-letter' }, letters);
      if (records > letters) this.documents.inc({ doc, result: 'taken' }, records - letters);
    }
  }

  private countOutward({ outward }: FlushReport): void {
    const { outcomes, reasons, warnings, receipts } = new OutwardTally(outward);
    for (const [outcome, count] of outcomes) this.parcels.inc({ outcome }, count);
    for (const [reason, count] of reasons) this.reasons.inc({ reason }, count);
    for (const [reason, count] of warnings) this.warnings.inc({ reason }, count);
    for (const [doc, statuses] of receipts) {
      for (const [status, count] of statuses) this.receipts.inc({ doc, status }, count);
    }
  }

  private counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name: `clearance_${name}`, help, labelNames, registers: [this.registry] });
  }

  private seconds<Label extends string>(name: string, help: string, labelNames: Label[]): Histogram<Label> {
    const buckets = DURATION_BUCKETS;
    return new Histogram({ name: `clearance_${name}`, help, labelNames, buckets, registers: [this.registry] });
  }
}
