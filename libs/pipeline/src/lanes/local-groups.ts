import { assignLanes } from './assign-lanes';
import type { LaneRuns } from './lane-runs';

export interface LocalMember {
  readonly id: string;
  readonly runs: LaneRuns;
}

/**
 * Consumer groups inside one process, for logs that need no broker. Whenever a member comes or goes all lanes of the
 * group are given back before any is handed out again, so no lane is ever run by two members.
 */
export class LocalGroups {
  private readonly members = new Map<string, LocalMember[]>();
  private readonly turns = new Map<string, Promise<void>>();
  private joined = 0;

  /** An id that sorts in the order of joining. */
  nextMemberId(): string {
    this.joined += 1;
    return `member-${String(this.joined).padStart(6, '0')}`;
  }

  async join(group: string, member: LocalMember, lanes: number): Promise<void> {
    this.members.set(group, [...this.of(group), member]);
    await this.rebalance(group, lanes);
  }

  async leave(group: string, member: LocalMember, lanes: number): Promise<void> {
    this.members.set(
      group,
      this.of(group).filter((other) => other !== member),
    );
    await member.runs.stop();
    await this.rebalance(group, lanes);
  }

  /** Hands the lanes out as told (by member id), until the next member comes or goes. */
  async place(group: string, placement: ReadonlyMap<string, readonly number[]>): Promise<void> {
    await this.inTurn(group, async () => {
      const members = this.of(group);
      await Promise.all(members.map((member) => member.runs.stop()));
      await Promise.all(members.map((member) => member.runs.assign(placement.get(member.id) ?? [])));
    });
  }

  private async rebalance(group: string, lanes: number): Promise<void> {
    const ids = this.of(group).map((member) => member.id);
    await this.place(group, assignLanes(ids, lanes));
  }

  private of(group: string): readonly LocalMember[] {
    return this.members.get(group) ?? [];
  }

  private async inTurn(group: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.turns.get(group) ?? Promise.resolve()).then(work);
    this.turns.set(group, turn);
    await turn;
  }
}
