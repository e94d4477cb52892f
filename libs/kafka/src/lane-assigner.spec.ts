import { AssignerProtocol } from 'kafkajs';
import type { Cluster, Logger } from 'kafkajs';
import { LANE_ASSIGNER, laneAssigner } from './lane-assigner';

const COUNT = 10;

async function assign(members: string[], topics: string[]) {
  const cluster = { findTopicPartitionMetadata: () => Array.from({ length: COUNT }) } as unknown as Cluster;
  const assigner = laneAssigner({ cluster, groupId: 'g', logger: {} as Logger });
  const given = members.map((memberId) => ({ memberId, memberMetadata: Buffer.alloc(0) }));
  const assigned = await assigner.assign({ members: given, topics });
  return assigned.map((entry) => AssignerProtocol.MemberAssignment.decode(entry.memberAssignment)?.assignment ?? {});
}

describe('lane assigner', () => {
  it('gives a member the same partition numbers of every topic, also where members do not divide them', async () => {
    const assignments = await assign(['a', 'b', 'c'], ['orders', 'payments', 'logistics']);
    for (const { orders, payments, logistics } of assignments) {
      expect(payments).toEqual(orders);
      expect(logistics).toEqual(orders);
    }
    expect(assignments.flatMap(({ orders }) => orders ?? []).sort((a, b) => a - b)).toEqual(
      Array.from({ length: COUNT }, (_, lane) => lane),
    );
  });

  it('speaks under its own name', () => {
    const assigner = laneAssigner({ cluster: {} as Cluster, groupId: 'g', logger: {} as Logger });
    const { name, metadata } = assigner.protocol({ topics: ['orders'] });
    expect([name, AssignerProtocol.MemberMetadata.decode(metadata)?.topics]).toEqual([LANE_ASSIGNER, ['orders']]);
  });
});
