import { isDeepStrictEqual } from 'node:util';
import type { EngineOutcome } from './engine-outcome';

/** How a run differs from the undisturbed one; each entry names an output. All three empty = they are equal. */
export interface OutcomeDifferences {
  /** Told by the undisturbed run only. */
  lost: string[];
  /** Told once more than by the undisturbed run. */
  doubled: string[];
  /** Told by both, with another content. */
  different: string[];
}

export function outcomeDifferences(got: EngineOutcome, expected: EngineOutcome): OutcomeDifferences {
  const differences: OutcomeDifferences = { lost: [], doubled: [], different: [] };
  compareCounts(counts(got), counts(expected), differences);
  for (const [id, decided] of Object.entries(expected.clearances)) {
    if (id in got.clearances && !isDeepStrictEqual(got.clearances[id], decided)) {
      differences.different.push(`${id}: ${JSON.stringify(decided)} became ${JSON.stringify(got.clearances[id])}`);
    }
  }
  return differences;
}

/** Every output of a run under a name, with how often it was told. */
function counts(outcome: EngineOutcome): Map<string, number> {
  const lines = new Map<string, number>();
  for (const id of Object.keys(outcome.clearances)) lines.set(`clearance ${id}`, 1);
  for (const notice of outcome.notices) lines.set(`notice ${notice}`, (lines.get(`notice ${notice}`) ?? 0) + 1);
  for (const [line, count] of Object.entries(outcome.receipts)) lines.set(`receipt ${line}`, count);
  for (const [line, count] of Object.entries(outcome.deadLetters)) lines.set(`dead letter ${line}`, count);
  return lines;
}

function compareCounts(
  got: ReadonlyMap<string, number>,
  expected: ReadonlyMap<string, number>,
  { lost, doubled }: OutcomeDifferences,
): void {
  for (const line of new Set([...got.keys(), ...expected.keys()])) {
    const more = (got.get(line) ?? 0) - (expected.get(line) ?? 0);
    for (let left = Math.abs(more); left > 0; left--) (more > 0 ? doubled : lost).push(line);
  }
}
