import { assignLanes, type LaneRuns } from '@sandan/pipeline';
import type { SimContext, SimProcess } from './sim-process';

export interface Member {
  process: SimProcess;
  runs: LaneRuns;
}

const SESSION_TIMEOUT_MS = 10_000;

/**
 * The group of the processes that host a stage. What it says reaches each member on its own, so for a while two of them
 * take a lane for theirs; one that stands still hears nothing and goes on where it stood.
 */
export class SimGroup {
  private members: Member[] = [];
  private generation = 0;

  constructor(
    readonly stage: string,
    private readonly lanes: number,
    private readonly context: SimContext,
  ) {}

  join(member: Member): void {
    this.members = [...this.members.filter((one) => one !== member), member];
    this.rebalance('moved');
  }

  /** A dead member is missed after its session timed out. */
  died(member: Member): void {
    member.runs.revokeAll();
    this.context.time.after(this.context.prng.between(1_000, SESSION_TIMEOUT_MS), () => this.leave(member));
  }

  /** One that stands still for too long loses its lanes without hearing of it, and joins again once it does. */
  paused(member: Member, forMs: number): void {
    const { time, prng } = this.context;
    if (forMs <= SESSION_TIMEOUT_MS) return;
    time.after(SESSION_TIMEOUT_MS, () => this.leave(member));
    time.after(forMs + prng.between(10, 3_000), () => {
      if (member.process.isAlive) this.join(member);
    });
  }

  /** Hands the lanes out anew; `shared`: one of them to two members. */
  rebalance(kind: 'moved' | 'shared'): void {
    const { prng, history } = this.context;
    const members = prng.shuffle([...this.members]);
    const placement = assignLanes(
      members.map((_, index) => String(index)),
      this.lanes,
    );
    const generation = ++this.generation;
    history.note(
      `group ${this.stage}: lanes go to ${members.map(({ process }) => process.name).join(', ') || 'nobody'}`,
    );
    members.forEach((member, index) => {
      const lanes = [...(placement.get(String(index)) ?? [])];
      if (kind === 'shared' && index > 0) lanes.push(...(placement.get('0') ?? []).slice(0, 1));
      this.tell(member, lanes, generation);
    });
    if (kind === 'shared') this.context.time.after(prng.between(500, 5_000), () => this.settle(generation));
  }

  private settle(generation: number): void {
    if (generation === this.generation) this.rebalance('moved');
  }

  private leave(member: Member): void {
    if (!this.members.includes(member)) return;
    this.members = this.members.filter((one) => one !== member);
    this.rebalance('moved');
  }

  private tell({ process, runs }: Member, lanes: number[], generation: number): void {
    const { time, prng } = this.context;
    time.after(prng.between(1, 400), () =>
      process.proceed(() => {
        if (generation === this.generation) void runs.assign(lanes);
      }),
    );
  }
}
