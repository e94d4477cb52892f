import { repairMembership } from './membership-repair';

describe('a consumer that starts anew', () => {
  let given: number;
  const asked: (string | null)[] = [];

  class Group {
    memberId: string | null = null;
    constructor(readonly cluster: object) {}

    joinAndSync(): Promise<void> {
      asked.push(this.memberId);
      this.memberId ??= `member ${(given += 1)}`;
      return Promise.resolve();
    }

    leave(): Promise<void> {
      return Promise.resolve();
    }
  }

  beforeEach(() => {
    given = 0;
    asked.length = 0;
    repairMembership(Group.prototype);
  });

  it('joins under the id it had, on its own connection only', async () => {
    const cluster = {};
    await new Group(cluster).joinAndSync();
    await new Group(cluster).joinAndSync();
    await new Group({}).joinAndSync();
    expect(asked).toEqual([null, 'member 1', null]);
  });

  it('does not come back to an id that the broker has refused', async () => {
    const cluster = {};
    await new Group(cluster).joinAndSync();
    const again = new Group(cluster);
    await again.joinAndSync();
    again.memberId = null;
    await again.joinAndSync();
    await new Group(cluster).joinAndSync();
    expect(asked).toEqual([null, 'member 1', null, 'member 2']);
  });

  it('is a new member after it has left', async () => {
    const cluster = {};
    const group = new Group(cluster);
    await group.joinAndSync();
    await group.leave();
    await new Group(cluster).joinAndSync();
    expect(asked).toEqual([null, null]);
  });
});
