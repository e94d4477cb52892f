import { type Usage, usageOf } from './process-usage';
import { type AppName, StageProcess, type StageProcessOptions } from './stage-process';

export interface EngineFleetOptions extends Omit<StageProcessOptions, 'app' | 'name'> {
  /** Processes of each app. Default 1. */
  each?: number;
}

/** The processes of a port over one Kafka and one MongoDB, as an operator runs them. */
export class EngineFleet {
  readonly processes: readonly StageProcess[];

  constructor({ each = 1, ...options }: EngineFleetOptions) {
    // Those who take the documents come last: until then nobody has work, and no start is measured with it.
    this.processes = (['ledger', 'release', 'parcel'] as const).flatMap((app) =>
      Array.from({ length: each }, (_, index) => processOf(app, index, options)),
    );
  }

  /** Starts all; resolves with the moment (of `performance.now()`) from which documents are consumed. */
  async start(): Promise<number> {
    const others = this.processes.filter(({ app }) => app !== 'parcel');
    await Promise.all(others.map((process) => process.start()));
    let consumingAt = Infinity;
    const startHome = async (process: StageProcess): Promise<void> => {
      await process.start();
      consumingAt = Math.min(consumingAt, performance.now());
    };
    await Promise.all(this.homes().map(startHome));
    return consumingAt;
  }

  /**
   * Parcels whose clearance is published, counted by the processes that publish it: a reader of the topic would take its
   * part of the cores. Not for processes that are killed and started again.
   */
  async told(): Promise<number> {
    const counts = await Promise.all(this.homes().map((process) => sumOf(process, TOLD)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Records that the stages know of and have not taken. */
  async lagRecords(): Promise<number> {
    const lags = await Promise.all(this.processes.map((process) => sumOf(process, LAG)));
    return lags.reduce((sum, lag) => sum + lag, 0);
  }

  /** Costs by app since the start: times of its processes added up, memory of the largest. */
  usage(): Record<AppName, Usage> {
    const none = { cpuSeconds: 0, peakRssMb: 0, rssMb: 0 };
    const sums: Record<AppName, Usage> = { parcel: none, ledger: none, release: none };
    for (const { app, pid } of this.processes) {
      const used = usageOf(pid ?? 0);
      const sum = sums[app];
      sums[app] = {
        cpuSeconds: sum.cpuSeconds + used.cpuSeconds,
        peakRssMb: Math.max(sum.peakRssMb, used.peakRssMb),
        rssMb: Math.max(sum.rssMb, used.rssMb),
      };
    }
    return sums;
  }

  stop(): Promise<(number | null)[]> {
    return Promise.all(this.processes.map((process) => process.stop()));
  }

  private homes(): StageProcess[] {
    return this.processes.filter(({ app }) => app === 'parcel');
  }
}

function processOf(app: AppName, index: number, options: Omit<StageProcessOptions, 'app' | 'name'>): StageProcess {
  return new StageProcess({ ...options, app, name: index === 0 ? app : `${app}-${index}` });
}

const TOLD = /^clearance_parcels_total\{.*\} (\d+)$/gm;
const LAG = /^clearance_consumer_lag_records\{.*\} (\d+)$/gm;

async function sumOf({ url }: StageProcess, metric: RegExp): Promise<number> {
  if (url === '') return 0;
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return [...metrics.matchAll(metric)].reduce((sum, [, value]) => sum + Number(value), 0);
}
