import type { EngineOutcome } from './engine-outcome';
import type { OutcomeDifferences } from './outcome-differences';

/** A receipt that refuses or repeats, as it answers a record that came before; a dead letter. */
export const ANSWER_TO_REPEAT = /^(receipt .* (-\d+|1)|dead letter .*)$/;

/**
 * Two answers to one repeat or draft are the same text when both come at the same business time: how often is chance. A
 * record that nobody can read is a dead letter each time its sender repeats it.
 */
export function withoutAnswersToRepeats(outcome: EngineOutcome): EngineOutcome {
  const receipts = Object.entries(outcome.receipts).filter(([line]) => !/ (-\d+|1)$/.test(line));
  const deadLetters = Object.keys(outcome.deadLetters).map((line) => [line, 1] as const);
  return { ...outcome, receipts: Object.fromEntries(receipts), deadLetters: Object.fromEntries(deadLetters) };
}

/**
 * A sender that does not know what became of a batch sends it again. The engine answers records that came before, and that
 * is no doubling of its own: of what was told more often, as many such answers are taken out as there were repeats.
 */
export function excuseRepeats<Found extends OutcomeDifferences>(
  found: Found,
  repeats: number,
): Found & { answered: number } {
  let answered = 0;
  const doubled = found.doubled.filter((line) => {
    if (answered >= repeats || !ANSWER_TO_REPEAT.test(line)) return true;
    answered += 1;
    return false;
  });
  return { ...found, doubled, answered };
}
