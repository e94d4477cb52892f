import { TOPIC_EVENT } from '@sandan/contracts';
import type { InboundRecord } from '../ports/records';
import { readDocument } from './document-intake';
import { readEvent } from './event-intake';
import type { Intake } from './intake';

/** Reads a record of any partner: a document, or what an officer or a warehouse says. */
export function readRecord(record: InboundRecord): Intake {
  return record.topic in TOPIC_EVENT ? readEvent(record) : readDocument(record);
}
