import type { ParcelFact } from '@sandan/domain';
import type { FlushReport } from '@sandan/pipeline';
import { Gauge, type Registry } from 'prom-client';

interface LaneState {
  stage: string;
  lane: string;
  lag: { records: number; seconds: number };
  /** Stands still because of poison. */
  stopped: boolean;
  waiting: number;
  /** Business time since which the oldest key waits for documents, ms. */
  waitingSince: number | undefined;
  /** Business time at which each parcel that waits for an answer was judged, ms. */
  deciding: Map<string, number>;
  /** Business clock of the last flush, and the wall time at which it was told, ms. */
  clock: number;
  toldAt: number;
}

interface Clocks {
  wallClock: () => number;
  /** How long a parcel may wait for its documents. */
  windowMs: number;
}

/**
 * What is true of each lane now; worked out when it is asked for, so that ages go on while a lane stands still.
 * Summed or maximised over the lanes of a stage where the lane itself does not matter.
 */
export class LaneGauges {
  private readonly lanes = new Map<string, LaneState>();

  constructor(
    registry: Registry,
    private readonly clocks: Clocks,
  ) {
    const perLane = ['stage', 'lane'];
    this.gauge(registry, 'consumer_lag_records', 'Records in the log and not yet read.', perLane, (gauge) =>
      this.each(({ stage, lane, lag }) => gauge.set({ stage, lane }, lag.records)),
    );
    this.gauge(registry, 'consumer_lag_seconds', 'Age of the oldest record not yet read.', perLane, (gauge) =>
      this.each(({ stage, lane, lag }) => gauge.set({ stage, lane }, lag.seconds)),
    );
    this.gauge(registry, 'lane_stopped', '1 while a lane stands still because of poison.', perLane, (gauge) =>
      this.each(({ stage, lane, stopped }) => gauge.set({ stage, lane }, stopped ? 1 : 0)),
    );
    this.gauge(registry, 'open_parcels', 'Keys that wait: for documents or for an answer.', ['stage'], (gauge) =>
      this.each(({ stage, waiting, deciding }) => gauge.inc({ stage }, waiting + deciding.size)),
    );
    const help = 'Age of the oldest open parcel, in business time.';
    this.gauge(registry, 'oldest_open_parcel_seconds', help, ['stage', 'state'], (gauge) => this.setAges(gauge));
  }

  flushed(report: FlushReport): void {
    const state = this.stateOf(report.stage, report.lane);
    state.waiting = report.waiting;
    state.waitingSince = report.nextDeadline === undefined ? undefined : report.nextDeadline - this.clocks.windowMs;
    state.clock = report.clock;
    state.toldAt = this.clocks.wallClock();
    for (const [stage, key, fact] of report.facts) {
      if (stage === 'parcel') trackDeciding(state.deciding, key, fact as ParcelFact);
    }
  }

  lag(stage: string, lane: number, lag: { records: number; seconds: number }): void {
    this.stateOf(stage, lane).lag = lag;
  }

  halted(stage: string, lane: number): void {
    this.stateOf(stage, lane).stopped = true;
  }

  closed(stage: string, lane: number): void {
    this.lanes.delete(`${stage}/${lane}`);
  }

  private stateOf(stage: string, lane: number): LaneState {
    const id = `${stage}/${lane}`;
    let state = this.lanes.get(id);
    if (!state) {
      const lag = { records: 0, seconds: 0 };
      const nothing = { stopped: false, waiting: 0, waitingSince: undefined, clock: 0, toldAt: 0 };
      state = { stage, lane: String(lane), lag, ...nothing, deciding: new Map() };
      this.lanes.set(id, state);
    }
    return state;
  }

  private setAges(gauge: Gauge): void {
    const oldest = new Map<string, { stage: string; state: string; seconds: number }>();
    const consider = (stage: string, state: string, seconds: number): void => {
      const id = `${stage}/${state}`;
      if (seconds > (oldest.get(id)?.seconds ?? -1)) oldest.set(id, { stage, state, seconds });
    };
    this.each(({ stage, waitingSince, deciding, clock, toldAt }) => {
      const now = clock + Math.max(0, this.clocks.wallClock() - toldAt);
      const age = (since: number | undefined): number => (since === undefined ? 0 : Math.max(0, now - since) / 1000);
      consider(stage, 'waiting', age(waitingSince));
      // Judged in the order of time: the first one is the oldest.
      consider(stage, 'deciding', age(deciding.values().next().value));
    });
    for (const { seconds, ...labels } of oldest.values()) gauge.set(labels, seconds);
  }

  private each(tell: (state: LaneState) => void): void {
    for (const state of this.lanes.values()) tell(state);
  }

  private gauge(
    registry: Registry,
    name: string,
    help: string,
    labelNames: string[],
    set: (gauge: Gauge) => void,
  ): void {
    new Gauge({
      name: `clearance_${name}`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        // Lanes come and go: what is not set again is gone.
        this.reset();
        set(this);
      },
    });
  }
}

function trackDeciding(deciding: Map<string, number>, key: string, fact: ParcelFact): void {
  if (fact.fact === 'deciding') deciding.set(`${fact.ebpCode}:${key}`, fact.deciding.at);
  if (fact.fact === 'decided') deciding.delete(`${fact.ebpCode}:${key}`);
}
