import type { EngineOutcome } from './engine-outcome';

/** Two answers to one repeat or draft are the same text when both come at the same business time: how often is chance. */
export function withoutAnswersToRepeats(outcome: EngineOutcome): EngineOutcome {
  const receipts = Object.entries(outcome.receipts).filter(([line]) => !/ (-\d+|1)$/.test(line));
  return { ...outcome, receipts: Object.fromEntries(receipts) };
}
