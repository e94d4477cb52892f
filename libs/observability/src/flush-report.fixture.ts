import type { FlushReport } from '@sandan/pipeline';

/** A flush in which nothing happened, but for what a test says. */
export function flushReport(part: Partial<FlushReport>): FlushReport {
  return {
    stage: 'port',
    lane: 0,
    seq: 2,
    records: 0,
    topics: new Map(),
    outward: [],
    facts: [],
    deadLetters: [],
    decideMs: 1,
    appendMs: 2,
    publishMs: 3,
    waiting: 0,
    nextDeadline: undefined,
    clock: 0,
    ...part,
  };
}
