import type { InboundRecord } from '../ports/records';

/** Why a record cannot be taken: it becomes a dead letter (contract 2 and 3). */
export type DeadLetterReason =
  | 'too-large'
  | 'not-utf8'
  | 'not-json'
  | 'not-an-object'
  | 'business-key-missing'
  | 'key-mismatch'
  | 'not-in-service'
  | 'undecidable';

/** What a record is for a stage: an input for the state of a key, or a dead letter. */
export type Intake = { key: string; input: object } | { deadLetter: DeadLetterReason };

/** Reads the records of a partner's topic. */
export type ReadRecord = (record: InboundRecord) => Intake;
