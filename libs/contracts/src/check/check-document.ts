import type { DocumentKind } from '../documents/document-kind';
import { gnumOf } from '../fields/count.field';
import { type FieldRule, MISSING } from '../fields/field-rule';
import { isObject, misnumberedLines, TOO_MANY_LINES } from '../fields/lines.field';
import { DOCUMENT_RULES, fieldRules, type NamedRule } from './field-rules';

/** One failing field. A fault of a line names the line (index from 0) and its gnum when that can be read. */
export interface FieldFault {
  field: string;
  gnum?: number;
  line?: number;
  /** In plain words, without the value. */
  why: string;
}

export type Check = (value: Record<string, unknown>) => FieldFault[];

export const MISNUMBERED = 'lines must be numbered 1, 2, 3 …, each number once';

const NO_FAULTS: FieldFault[] = [];

const CHECKS: Record<DocumentKind, Check> = {
  order: compile(DOCUMENT_RULES.order),
  payment: compile(DOCUMENT_RULES.payment),
  waybill: compile(DOCUMENT_RULES.waybill),
  inventory: compile(DOCUMENT_RULES.inventory),
  cancellation: compile(DOCUMENT_RULES.cancellation),
  return: compile(DOCUMENT_RULES.return),
};

/**
 * All failing fields of a decoded document, in the order of the message; empty when it is fine. It says the same as
 * class-validator over the document's class (a property test proves it), some thirty times faster.
 */
export function checkDocument(kind: DocumentKind, value: Record<string, unknown>): FieldFault[] {
  const faults = CHECKS[kind](value);
  return faults === NO_FAULTS ? [] : faults;
}

/** One check of all rules of a class. */
export function compile(rules: readonly NamedRule[]): Check {
  const checks: Check[] = [compileFields(rules)];
  for (const { name, rule } of rules) if (rule.line) checks.push(compileLines(name, fieldRules(rule.line), rule));
  return (value) => {
    let faults = NO_FAULTS;
    for (const check of checks) {
      const found = check(value);
      if (found.length > 0) faults = faults.concat(found);
    }
    return faults;
  };
}

/** One flat pass over the fields; nothing is allocated while all is well. */
function compileFields(rules: readonly NamedRule[]): Check {
  const flat = rules.filter(({ rule }) => !rule.line);
  const names = flat.map(({ name }) => name);
  const faultOf = flat.map(({ rule }) => rule.fault);
  const required = flat.map(({ rule }) => rule.required);
  return (value) => {
    let faults = NO_FAULTS;
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!;
      const held = value[name];
      const absent = held === undefined || held === null || held === '';
      if (absent && !required[at]) continue;
      const why = absent ? MISSING : faultOf[at]!(held);
      if (why === undefined) continue;
      if (faults === NO_FAULTS) faults = [];
      faults.push({ field: name, why });
    }
    return faults;
  };
}

function compileLines(name: string, rules: readonly NamedRule[], { fault: faultOf, required }: FieldRule): Check {
  const checkLine = compileFields(rules);
  return (value) => {
    const lines = value[name] ?? '';
    if (lines === '' && !required) return NO_FAULTS;
    const why = lines === '' ? MISSING : faultOf(lines);
    if (!Array.isArray(lines) || lines.length === 0 || why === TOO_MANY_LINES)
      return [{ field: name, why: why ?? MISSING }];
    const faults: FieldFault[] = [];
    lines.forEach((line: unknown, index) => {
      if (!isObject(line)) faults.push({ field: name, line: index, why: 'not an object' });
      else for (const fault of checkLine(line)) faults.push(inLine(fault, index, line));
    });
    // The rule of the list names no line: without a fault of a line so far, it is the numbering.
    if (why !== undefined && lines.every(isObject)) faults.push(...misnumbered(lines));
    return faults;
  };
}

function misnumbered(lines: readonly Record<string, unknown>[]): FieldFault[] {
  return misnumberedLines(lines).map((index) => inLine({ field: 'gnum', why: MISNUMBERED }, index, lines[index]!));
}

function inLine(fault: FieldFault, line: number, value: Record<string, unknown>): FieldFault {
  const gnum = gnumOf(value['gnum']);
  return { field: fault.field, line, ...(gnum === undefined ? {} : { gnum }), why: fault.why };
}
