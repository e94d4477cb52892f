import { INBOUND_TOPICS, OUTBOUND_TOPICS, STAGE_TOPICS } from '@sandan/contracts';
import type { Clearance } from '@sandan/domain';
import { type ReadLane, recordLine } from '../journals';
import type { SimLog } from '../sim-log';

/** What is in the log is in a journal, and what is in a journal is in the log: nothing is lost, nothing made up. */
export function toldProblems(lanes: readonly ReadLane[], log: SimLog): string[] {
  const durable = new Set(lanes.flatMap(({ entries }) => entries.flatMap(({ outputs }) => outputs.map(recordLine))));
  const linesOf = (topics: readonly string[]) => topics.flatMap((topic) => log.records(topic).map(recordLine));
  const told = new Set(linesOf([...OUTBOUND_TOPICS, ...Object.values(STAGE_TOPICS)]));
  // A record that was put elsewhere is sent on to its right place.
  const sentOn = new Set(linesOf(INBOUND_TOPICS));
  return [
    ...[...durable]
      .filter((line) => !told.has(line) && !sentOn.has(line))
      .map((line) => `never told: ${line.slice(0, 160)}`),
    ...[...told].filter((line) => !durable.has(line)).map((line) => `told and not durable: ${line.slice(0, 160)}`),
  ];
}

/** Everything in the log was taken by its stage. */
export function takenProblems(
  lanes: readonly ReadLane[],
  log: SimLog,
  topicsOf: (stage: string) => readonly string[],
): string[] {
  return lanes.flatMap(({ ref, entries }) => {
    const offsets = entries.at(-1)?.head.offsets ?? {};
    return topicsOf(ref.stage)
      .filter((topic) => (offsets[topic] ?? 0n) !== log.end(topic, ref.lane))
      .map(
        (topic) =>
          `${ref.stage}/${ref.lane} took ${topic} up to ${offsets[topic] ?? 0n} of ${log.end(topic, ref.lane)}`,
      );
  });
}

/** Clearances as they were told, each once. Told again they must have the same bytes. */
export function toldClearances(log: SimLog): { clearances: Clearance[]; problems: string[] } {
  const texts = new Map<string, string>();
  const problems: string[] = [];
  for (const { value } of log.records('clearances.v1')) {
    const text = Buffer.from(value!).toString('utf8');
    const { clearanceId } = JSON.parse(text) as Clearance;
    const before = texts.get(clearanceId);
    if (before !== undefined && before !== text) problems.push(`${clearanceId} was told with other bytes`);
    texts.set(clearanceId, text);
  }
  return { clearances: [...texts.values()].map((text) => JSON.parse(text) as Clearance), problems };
}

/** Revisions run from 1 without a gap; a parcel's serial is its own and stays. */
export function revisionProblems(clearances: readonly Clearance[]): string[] {
  const revisions = new Map<string, number[]>();
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const { parcelId, revision, invtNo } of clearances) {
    revisions.set(parcelId, [...(revisions.get(parcelId) ?? []), revision]);
    if (invtNo === undefined) continue;
    const owner = owners.get(invtNo) ?? parcelId;
    if (owner !== parcelId) problems.push(`${invtNo} was given to ${owner} and to ${parcelId}`);
    owners.set(invtNo, owner);
  }
  for (const [parcelId, list] of revisions) {
    if (list.sort((a, b) => a - b).some((revision, place) => revision !== place + 1)) {
      problems.push(`${parcelId} has the revisions ${list.join()}`);
    }
  }
  return problems;
}
