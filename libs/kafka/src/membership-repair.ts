import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup';

type Group = Pick<typeof ConsumerGroup.prototype, 'cluster' | 'memberId' | 'joinAndSync' | 'leave'>;

/** By the connection to the cluster, which a consumer keeps over its restarts. */
const members = new WeakMap<object, string>();
const hasJoined = new WeakSet<object>();
const repaired = new WeakSet<object>();

/**
 * kafkajs 2.2.4 starts a consumer whose broker went away anew, as a new member of its group; the broker that comes back
 * knows the old one and holds every lane back until its session has ended. Here a consumer that starts anew joins under the
 * id it had; a broker that does not know it says so, and kafkajs then takes a new one.
 */
export function repairMembership(prototype: Group = ConsumerGroup.prototype): void {
  if (repaired.has(prototype)) return;
  repaired.add(prototype);
  const { joinAndSync, leave } = prototype;
  prototype.joinAndSync = async function joinUnderKnownId(this: Group) {
    // Only once for each start: kafkajs forgets an id that the broker has refused.
    if (!hasJoined.has(this)) this.memberId ??= members.get(this.cluster) ?? null;
    hasJoined.add(this);
    await joinAndSync.call(this);
    if (this.memberId !== null) members.set(this.cluster, this.memberId);
  };
  prototype.leave = async function leaveForGood(this: Group) {
    await leave.call(this);
    members.delete(this.cluster);
  };
}
