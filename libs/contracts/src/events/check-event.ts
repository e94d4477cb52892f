import { compile, type Check, type FieldFault } from '../check/check-document';
import { fieldRules } from '../check/field-rules';
import { EVENT_DTO, type EventKind } from './event-kind';

const CHECKS: Record<EventKind, Check> = {
  ruling: compile(fieldRules(EVENT_DTO.ruling)),
  'gate-out': compile(fieldRules(EVENT_DTO['gate-out'])),
  arrival: compile(fieldRules(EVENT_DTO.arrival)),
};

/** All failing fields of a decoded event; empty when it is fine. Nobody is owed a receipt: a faulty one is a dead letter. */
export function checkEvent(kind: EventKind, value: Record<string, unknown>): FieldFault[] {
  return CHECKS[kind](value);
}
