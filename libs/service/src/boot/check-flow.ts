import { ALL_TOPICS, FLOW, type FlowStage } from '@sandan/contracts';

/**
 * What is wrong with the topics of the cluster, measured against the flow; an empty list = nothing. One lane is one
 * partition number of all topics, so their counts must be equal.
 */
export function topicProblems(counts: ReadonlyMap<string, number>, topics: readonly string[] = ALL_TOPICS): string[] {
  const missing = topics.filter((topic) => !counts.has(topic));
  const found = topics.filter((topic) => counts.has(topic));
  const byCount = new Map<number, string[]>();
  for (const topic of found) {
    const count = counts.get(topic) ?? 0;
    byCount.set(count, [...(byCount.get(count) ?? []), topic]);
  }
  return [
    ...missing.map((topic) => `topic ${topic} does not exist`),
    ...(byCount.size <= 1 ? [] : [`partition counts differ: ${describe(byCount)}`]),
  ];
}

/** Topics of the flow that have no consumer, or two: each record must be somebody's, and nobody else's. */
export function flowProblems(flow: readonly FlowStage[] = FLOW): string[] {
  const consumers = new Map<string, string[]>();
  for (const { stage, consumes } of flow) {
    for (const topic of consumes) consumers.set(topic, [...(consumers.get(topic) ?? []), stage]);
  }
  const internal = new Set(flow.flatMap(({ produces }) => produces).filter((topic) => topic.startsWith('parcel.')));
  return [
    ...[...consumers].flatMap(([topic, stages]) =>
      stages.length > 1 ? [`topic ${topic} is consumed by several stages: ${stages.join(', ')}`] : [],
    ),
    ...[...internal].flatMap((topic) => (consumers.has(topic) ? [] : [`topic ${topic} is consumed by no stage`])),
  ];
}

function describe(byCount: ReadonlyMap<number, string[]>): string {
  return [...byCount].map(([count, topics]) => `${count} of ${topics.join(', ')}`).join('; ');
}
