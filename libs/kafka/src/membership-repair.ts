import { KafkaJSNonRetriableError } from 'kafkajs';
import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup';
import { requests } from 'kafkajs/src/protocol/requests';

type Group = Pick<typeof ConsumerGroup.prototype, 'cluster' | 'memberId' | 'assigners' | 'joinAndSync' | 'leave'>;
type JoinGroup = typeof requests.JoinGroup;

/** By the connection to the cluster, which a consumer keeps over its restarts. */
const members = new WeakMap<object, string>();
const hasJoined = new WeakSet<object>();
const repaired = new WeakSet<object>();
/**
 * By what its assigners say of it, which a request to join carries along: whose request it is. (A storage that follows the
 * calls would tell as well, and make every promise of the process dearer from the first join on.)
 */
const groupOf = new WeakMap<object, Group>();

/**
 * kafkajs 2.2.4 loses its place in a group when a connection ends while it joins:
 *
 * - A consumer that starts anew joins as a new member. The broker knows the old one and holds every lane back until its
 *   session has ended. Here it joins under the id it had; a broker that does not know it says so, and kafkajs takes a new one.
 * - A new member is first told its id and then joins under it; when the answer to that is lost, kafkajs asks for another
 *   id. The first is a member that nobody is, maybe the one that is to divide the lanes. Here the id is kept once it is used.
 * - A running consumer that was told to join again and could not goes on to fetch. When the broker has taken it in and only
 *   the answer was lost, its heartbeats are right and nobody ever tells it its lanes. Here such a consumer starts anew.
 */
export function repairMembership(
  prototype: Group = ConsumerGroup.prototype,
  joinGroup: JoinGroup = requests.JoinGroup,
): void {
  if (repaired.has(prototype)) return;
  repaired.add(prototype);
  keepGivenIds(joinGroup);
  const { joinAndSync, leave } = prototype;
  prototype.joinAndSync = async function joinUnderKnownId(this: Group) {
    const again = hasJoined.has(this);
    // Only once for each start: kafkajs forgets an id that the broker has refused.
    if (!again) this.memberId ??= members.get(this.cluster) ?? null;
    if (!again) signProtocols(this);
    hasJoined.add(this);
    try {
      await joinAndSync.call(this);
    } catch (error) {
      throw again ? startAnew(error) : error;
    } finally {
      if (this.memberId === null) members.delete(this.cluster);
      else members.set(this.cluster, this.memberId);
    }
  };
  prototype.leave = async function leaveForGood(this: Group) {
    await leave.call(this);
    members.delete(this.cluster);
  };
}

function signProtocols(group: Group): void {
  group.assigners = group.assigners.map((assigner) => ({
    ...assigner,
    protocol(subscription) {
      const protocol = assigner.protocol(subscription);
      groupOf.set(protocol, group);
      return protocol;
    },
  }));
}

function keepGivenIds(joinGroup: JoinGroup): void {
  if (repaired.has(joinGroup)) return;
  repaired.add(joinGroup);
  const usual = joinGroup.protocol.bind(joinGroup);
  joinGroup.protocol = (choice) => {
    const call = usual(choice);
    return (given) => {
      const { memberId, groupProtocols = [] } = given as { memberId?: string; groupProtocols?: object[] };
      const group = groupProtocols.map((protocol) => groupOf.get(protocol)).find((one) => one !== undefined);
      if (group && memberId) group.memberId = memberId;
      return call(given);
    };
  };
}

/** What ends the fetching of a consumer, which then starts anew if the cause passes. */
function startAnew(error: unknown): Error {
  const cause = error instanceof Error ? error : new Error(String(error));
  return Object.assign(new KafkaJSNonRetriableError(cause), { cause });
}
