import { type Assigner, KafkaJSConnectionError, type PartitionAssigner } from 'kafkajs';
import type { requests } from 'kafkajs/src/protocol/requests';
import { laneAssigner } from './lane-assigner';
import { repairMembership } from './membership-repair';

const NO_CLUSTER = {} as Parameters<PartitionAssigner>[0];

describe('a consumer that starts anew', () => {
  let given: number;
  let fault: Error | undefined;
  const asked: (string | null)[] = [];

  const notSent = (): Promise<never> => Promise.reject(new Error('not sent'));
  const joinGroup: typeof requests.JoinGroup = {
    protocol: () => () => ({ request: { encode: notSent }, response: { decode: notSent, parse: notSent } }),
  };

  class Group {
    memberId: string | null = null;
    assigners: Assigner[] = [laneAssigner(NO_CLUSTER)];
    constructor(readonly cluster: object) {}

    /** As kafkajs: who has no id is given one, joins under it, and knows it once the answer to that has come. */
    async joinAndSync(): Promise<void> {
      asked.push(this.memberId);
      const memberId = this.memberId ?? `member ${(given += 1)}`;
      await Promise.resolve();
      const groupProtocols = this.assigners.map((assigner) => assigner.protocol({ topics: ['orders.v1'] }));
      joinGroup.protocol({ version: 5 })({ memberId, groupProtocols });
      await Promise.resolve();
      if (fault) throw fault;
      this.memberId = memberId;
    }

    leave(): Promise<void> {
      return Promise.resolve();
    }
  }

  beforeEach(() => {
    given = 0;
    asked.length = 0;
    fault = undefined;
    repairMembership(Group.prototype, joinGroup);
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

  it('comes back to the id under which it joined when the answer was lost', async () => {
    const cluster = {};
    fault = new KafkaJSConnectionError('reset');
    const group = new Group(cluster);
    await expect(group.joinAndSync()).rejects.toBe(fault);
    await expect(group.joinAndSync()).rejects.toThrow('reset');
    fault = undefined;
    await new Group(cluster).joinAndSync();
    expect(asked).toEqual([null, 'member 1', 'member 1']);
  });

  it('does not go on fetching when it was to join again and could not', async () => {
    const group = new Group({});
    await group.joinAndSync();
    fault = new KafkaJSConnectionError('reset');
    await expect(group.joinAndSync()).rejects.toMatchObject({ retriable: false, cause: fault });
  });
});
