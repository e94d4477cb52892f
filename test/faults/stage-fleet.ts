import { setTimeout as sleep } from 'node:timers/promises';
import { type AppName, StageProcess, type StageProcessOptions } from '../../deploy/engine';

/** Stages that each process hosts: a lane of each is worked while it is in full service. */
const STAGES: Readonly<Record<AppName, number>> = { parcel: 1, ledger: 2, release: 1 };
const FULL_SERVICE_WITHIN_MS = 120_000;
const ROUND_MS = 250;

/** What became of one kill. Seconds from the signal; a process killed again before it was back has no `fullSeconds`. */
export interface Recovery {
  app: AppName;
  /** From the new start until the process said that it consumes. */
  readySeconds: number;
  /** From the kill until every lane of its stages was worked again. */
  fullSeconds?: number;
}

interface Member {
  process: StageProcess;
  /** Stopped on purpose. */
  off: boolean;
  /** Counts kills, so that a recovery that was cut short knows it. */
  kills: number;
  back: Promise<void>;
}

export interface FleetOptions extends Omit<StageProcessOptions, 'app' | 'name'> {
  /** Lanes of every stage. */
  partitions: number;
  /** One process each, or several of an app. */
  apps: readonly AppName[];
  /** What one process is told besides, by its name: `parcel-0`, `ledger-1` as they stand in `apps`. */
  environmentOf?: (name: string) => Readonly<Record<string, string>>;
}

/** The processes of a port and their supervisor, who starts again at once whatever was killed. */
export class StageFleet {
  readonly recoveries: Recovery[] = [];
  /** Processes that ended by themselves and were started again, as any supervisor does it. */
  deaths = 0;
  private readonly members: Member[];
  private rounds: NodeJS.Timeout | undefined;

  constructor(private readonly options: FleetOptions) {
    const { apps, environment, environmentOf, ...rest } = options;
    this.members = apps.map((app, index) => ({
      process: new StageProcess({
        ...rest,
        app,
        name: `${app}-${index}`,
        environment: { ...environment, SANDAN_INSTANCE: `${app}-${index}`, ...environmentOf?.(`${app}-${index}`) },
      }),
      off: false,
      kills: 0,
      back: Promise.resolve(),
    }));
  }

  get processes(): readonly StageProcess[] {
    return this.members.map(({ process }) => process);
  }

  async start(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.start()));
    this.rounds = setInterval(() => this.startAgainWhatEnded(), ROUND_MS);
  }

  /** SIGKILL to one process of the app; it is started again at once. Resolves when the signal was given. */
  async kill(app: AppName, which = 0): Promise<void> {
    const member = this.member(app, which);
    member.kills += 1;
    await member.process.kill();
    member.back = this.recover(member, member.kills, performance.now());
    member.back.catch(() => undefined);
  }

  /** Resolves when every process that was killed is in full service; throws when one does not come back. */
  async allBack(): Promise<void> {
    await Promise.all(this.members.map(({ back }) => back));
  }

  /** SIGTERM to one process; it stays down until `startOne`. */
  async stopOne(app: AppName, which = 0): Promise<void> {
    const member = this.member(app, which);
    member.off = true;
    await member.process.stop();
  }

  async startOne(app: AppName, which = 0, environment?: Readonly<Record<string, string>>): Promise<void> {
    const member = this.member(app, which);
    await member.process.start(environment);
    member.off = false;
  }

  /** Why a process is not ready, in its own words; empty when it is. */
  async notReady(app: AppName, which = 0): Promise<string> {
    const answer = await fetch(`${this.member(app, which).process.url}/readyz`);
    return ((await answer.json()) as { why?: string }).why ?? '';
  }

  /** SIGSTOP to one process; resolves with what lets it go on. */
  freeze(app: AppName, which = 0): () => void {
    const pid = this.member(app, which).process.pid!;
    process.kill(pid, 'SIGSTOP');
    return () => void process.kill(pid, 'SIGCONT');
  }

  /** SIGTERM to all; resolves with their exit codes. */
  stop(): Promise<(number | null)[]> {
    clearInterval(this.rounds);
    return Promise.all(this.processes.map((process) => process.stop()));
  }

  async killAll(): Promise<void> {
    clearInterval(this.rounds);
    await Promise.all(this.processes.map((process) => process.kill()));
  }

  /** Every lane of every stage is worked, and every process says that it is ready. */
  async inFullService(apps: ReadonlySet<AppName> = new Set(this.options.apps)): Promise<boolean> {
    const lanes = new Map<AppName, number>();
    for (const { process, off } of this.members) {
      if (off || !apps.has(process.app)) continue;
      const worked = await workedLanes(process);
      if (worked === undefined) return false;
      lanes.set(process.app, (lanes.get(process.app) ?? 0) + worked);
    }
    return [...lanes].every(([app, worked]) => worked === STAGES[app] * this.options.partitions);
  }

  /** Resolves with the seconds it took from `since` (of `performance.now()`). */
  async untilFullService(since: number, apps?: ReadonlySet<AppName>): Promise<number> {
    while (!(await this.inFullService(apps))) {
      if (performance.now() - since > FULL_SERVICE_WITHIN_MS) throw new Error('the fleet did not come back');
      await sleep(100);
    }
    return (performance.now() - since) / 1000;
  }

  private member(app: AppName, which: number): Member {
    const member = this.members.filter(({ process }) => process.app === app)[which];
    if (!member) throw new Error(`the fleet has no process ${which} of ${app}`);
    return member;
  }

  private startAgainWhatEnded(): void {
    for (const member of this.members) {
      if (member.off || member.process.exitCode === undefined) continue;
      this.deaths += 1;
      member.off = true;
      void member.process.start().then(
        () => (member.off = false),
        () => (member.off = false),
      );
    }
  }

  private async recover(member: Member, kill: number, killedAt: number): Promise<void> {
    const startedAt = performance.now();
    await member.process.start();
    const recovery: Recovery = { app: member.process.app, readySeconds: (performance.now() - startedAt) / 1000 };
    if (kill !== member.kills) return;
    this.recoveries.push(recovery);
    while (!(await this.inFullService(new Set([recovery.app])))) {
      if (kill !== member.kills) return;
      if (performance.now() - killedAt > FULL_SERVICE_WITHIN_MS) throw new Error(`${recovery.app} did not come back`);
      await sleep(50);
    }
    recovery.fullSeconds = (performance.now() - killedAt) / 1000;
  }
}

/** Lanes that a process works, by its own metrics; undefined while it is not ready. */
async function workedLanes({ url }: StageProcess): Promise<number | undefined> {
  try {
    const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
    if (!ready.ok) return undefined;
    const metrics = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(2_000) })).text();
    return metrics.split('\n').filter((line) => line.startsWith('clearance_consumer_lag_records{')).length;
  } catch {
    return undefined;
  }
}
