import { DOCUMENT_RULES, fieldRules, type NamedRule } from '../check/field-rules';
import { numberText } from '../decode/exact-number';
import { DOCUMENT_KINDS, type DocumentKind } from '../documents/document-kind';
import { gnumOf } from '../fields/count.field';
import { isAbsent } from '../fields/field-rule';
import { isObject } from '../fields/lines.field';
import { numberValue } from './number-value';

type Json = Record<string, unknown>;
type Same = (a: unknown, b: unknown) => boolean;

/** What differs from one transmission of a document to the next without making it another document (contract 3). */
const TRANSMISSION = new Set(['guid', 'appTime', 'appType', 'appStatus']);
const NOTHING_DROPPED = new Set<string>();

const COMPARERS = new Map<DocumentKind, Map<string, Same>>(
  DOCUMENT_KINDS.map((kind) => [kind, comparers(DOCUMENT_RULES[kind])]),
);

/**
 * Whether two documents of a kind say the same (contract 3 and 14): by value, lines taken by gnum, unknown fields
 * included, the four fields of the transmission left out.
 */
export function sameContent(kind: DocumentKind, a: object, b: object): boolean {
  return sameFields(a as Json, b as Json, COMPARERS.get(kind) ?? new Map<string, Same>(), TRANSMISSION);
}

function comparers(rules: readonly NamedRule[]): Map<string, Same> {
  return new Map(rules.map(({ name, rule }) => [name, comparer(rule)]));
}

function comparer(rule: NamedRule['rule']): Same {
  if (rule.line) {
    const ofLine = comparers(fieldRules(rule.line));
    return (a, b) => sameLines(a, b, ofLine);
  }
  return rule.content === 'number' ? sameNumber : sameValue;
}

function sameFields(a: Json, b: Json, known: ReadonlyMap<string, Same>, dropped: ReadonlySet<string>): boolean {
  for (const name of Object.keys(a)) {
    if (dropped.has(name)) continue;
    const left = a[name];
    const right = Object.hasOwn(b, name) ? b[name] : undefined;
    if (isAbsent(left) && isAbsent(right)) continue;
    if (left === right) continue;
    if (isAbsent(left) || isAbsent(right) || !(known.get(name) ?? sameValue)(left, right)) return false;
  }
  return Object.keys(b).every((name) => dropped.has(name) || Object.hasOwn(a, name) || isAbsent(b[name]));
}

function sameNumber(a: unknown, b: unknown): boolean {
  const left = numberValue(a);
  return left === undefined ? sameValue(a, b) : left === numberValue(b);
}

function sameLines(a: unknown, b: unknown, ofLine: ReadonlyMap<string, Same>): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return sameValue(a, b);
  const right = byGnum(b);
  return byGnum(a).every((line, index) => {
    const other = right[index];
    return isObject(line) && isObject(other)
      ? sameFields(line, other, ofLine, NOTHING_DROPPED)
      : sameValue(line, other);
  });
}

function byGnum(lines: readonly unknown[]): unknown[] {
  const numbered = lines.map((line) => ({ line, gnum: (isObject(line) && gnumOf(line['gnum'])) || 0 }));
  return numbered.toSorted((x, y) => x.gnum - y.gnum).map(({ line }) => line);
}

/** Deep and by value: a number equals the same number as decimal text, two texts are compared as they are. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || (isAbsent(a) && isAbsent(b))) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (isObject(a) && isObject(b)) return sameFields(a, b, new Map<string, Same>(), NOTHING_DROPPED);
  if (numberText(a) === undefined && numberText(b) === undefined) return false;
  const left = numberValue(a);
  return left !== undefined && left === numberValue(b);
}
