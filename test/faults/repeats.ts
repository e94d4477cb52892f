import type { EngineOutcome } from './engine-outcome';

/**
 * Two answers to one repeat or draft are the same text when both come at the same business time: how often is chance. A
 * record that nobody can read is a dead letter each time its sender repeats it.
 */
export function withoutAnswersToRepeats(outcome: EngineOutcome): EngineOutcome {
  const receipts = Object.entries(outcome.receipts).filter(([line]) => !/ (-\d+|1)$/.test(line));
  const deadLetters = Object.keys(outcome.deadLetters).map((line) => [line, 1] as const);
  return { ...outcome, receipts: Object.fromEntries(receipts), deadLetters: Object.fromEntries(deadLetters) };
}
