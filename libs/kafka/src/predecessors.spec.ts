import type { Cluster } from 'kafkajs';
import { signOutPredecessors } from './predecessors';

/** A coordinator of one group, with these members by id. */
function clusterWith(members: Record<string, string>) {
  const left: string[] = [];
  const coordinator = {
    describeGroups: () =>
      Promise.resolve({
        groups: [{ members: Object.entries(members).map(([memberId, clientId]) => ({ memberId, clientId })) }],
      }),
    leaveGroup: ({ memberId }: { memberId: string }) => Promise.resolve(left.push(memberId)),
  };
  const cluster = { findGroupCoordinator: () => Promise.resolve(coordinator) } as unknown as Cluster;
  return { cluster, left };
}

describe('predecessors in the consumer group', () => {
  it('are signed out when they carry the name of the process that starts', async () => {
    const { cluster, left } = clusterWith({ a: 'sandan-parcel.one', b: 'sandan-parcel.two', c: 'sandan-parcel.one' });
    expect(await signOutPredecessors(cluster, 'sandan-parcel', 'sandan-parcel.one')).toBe(2);
    expect(left).toEqual(['a', 'c']);
  });

  it('are none in an empty group', async () => {
    const { cluster, left } = clusterWith({});
    expect(await signOutPredecessors(cluster, 'sandan-parcel', 'sandan-parcel.one')).toBe(0);
    expect(left).toEqual([]);
  });
});
