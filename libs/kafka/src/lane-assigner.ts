import { assignLanes } from '@sandan/pipeline';
import { AssignerProtocol } from 'kafkajs';
import type { PartitionAssigner } from 'kafkajs';

export const LANE_ASSIGNER = 'sandan-lanes';
const VERSION = 1;

/**
 * Gives a member partition number p of every topic, so that all documents of a parcel meet in one process. The assigner
 * that kafkajs brings tears the numbers apart as soon as the members do not divide the partitions.
 */
export const laneAssigner: PartitionAssigner = ({ cluster }) => ({
  name: LANE_ASSIGNER,
  version: VERSION,
  assign({ members, topics }) {
    const counts = topics.map((topic) => cluster.findTopicPartitionMetadata(topic).length);
    const memberIds = members.map((member) => member.memberId);
    const lanesOf = assignLanes(memberIds, Math.max(0, ...counts));
    return Promise.resolve(
      memberIds.map((memberId) => {
        const assignment = Object.fromEntries(
          topics.map((topic, index) => [
            topic,
            (lanesOf.get(memberId) ?? []).filter((lane) => lane < (counts[index] ?? 0)),
          ]),
        );
        const memberAssignment = AssignerProtocol.MemberAssignment.encode({
          version: VERSION,
          assignment,
          userData: Buffer.alloc(0),
        });
        return { memberId, memberAssignment };
      }),
    );
  },
  protocol({ topics }) {
    const metadata = AssignerProtocol.MemberMetadata.encode({ version: VERSION, topics, userData: Buffer.alloc(0) });
    return { name: LANE_ASSIGNER, metadata };
  },
});
