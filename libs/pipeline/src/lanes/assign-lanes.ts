/**
 * Spreads lanes over the members of a group: lane p goes to one member, whatever the topic. The same members always get
 * the same lanes, in whatever order they joined.
 */
export function assignLanes(memberIds: readonly string[], lanes: number): Map<string, number[]> {
  const members = [...memberIds].sort();
  const assignment = new Map<string, number[]>(members.map((member) => [member, []]));
  for (let lane = 0; lane < lanes && members.length > 0; lane++) {
    const member = members[lane % members.length];
    if (member !== undefined) assignment.get(member)?.push(lane);
  }
  return assignment;
}
