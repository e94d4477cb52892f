import type { Broker, Cluster } from 'kafkajs';

/** What kafkajs's broker can do and does not declare. */
type GroupBroker = Pick<Broker, 'describeGroups'> & {
  leaveGroup(request: { groupId: string; memberId: string }): Promise<unknown>;
};

interface GroupDescription {
  groups: { members: { memberId: string; clientId: string }[] }[];
}

/**
 * Signs out of the group whatever a killed process of the same client id has left there, and returns how many members that
 * were. The broker would wait for them until their session ends, and all lanes of the stage with it. Safe even when such
 * a member still lives (a process that was paused, or a second one under the same name): it joins again, and what it
 * decided meanwhile is stopped by the fence of the journal.
 */
export async function signOutPredecessors(
  cluster: Pick<Cluster, 'findGroupCoordinator'>,
  groupId: string,
  clientId: string,
): Promise<number> {
  const coordinator = (await cluster.findGroupCoordinator({ groupId })) as unknown as GroupBroker;
  const { groups } = (await coordinator.describeGroups({ groupIds: [groupId] })) as GroupDescription;
  const members = groups.flatMap((group) => group.members).filter((member) => member.clientId === clientId);
  for (const { memberId } of members) await coordinator.leaveGroup({ groupId, memberId });
  return members.length;
}
