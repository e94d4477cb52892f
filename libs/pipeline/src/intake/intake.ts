import type { RefusalReason } from '@sandan/domain';
import type { InboundRecord } from '../ports/records';

/** Why a record cannot be taken: it becomes a dead letter (contract 2 and 3). */
export type DeadLetterReason =
  | 'too-large'
  | 'not-utf8'
  | 'not-json'
  | 'not-an-object'
  | 'business-key-missing'
  | 'key-mismatch'
  | 'field-fault'
  | 'not-in-service'
  | 'undecidable'
  /** Its order number holds as much as one may. */
  | 'number-full'
  | RefusalReason;

/** What a record is for a stage: an input for the state of a key, or a dead letter. */
export type Intake = { key: string; input: object } | { deadLetter: DeadLetterReason; detail?: string };

/** Reads the records of a partner's topic. */
export type ReadRecord = (record: InboundRecord) => Intake;
