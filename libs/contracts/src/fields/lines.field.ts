import { plainToInstance, Transform } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { ExactNumber } from '../decode/exact-number';
import { gnumOf } from './count.field';
import { field } from './field-rule';

/** Lines of one document (contract 3). */
export const LINES_MAX = 99;

export const TOO_MANY_LINES = `more than ${LINES_MAX} lines`;

interface LinesOptions {
  /** The lines are numbered 1..n, each once, in any order. Otherwise gnum points at a line of another document. */
  numbered: boolean;
  /** The list may be left out. */
  optional?: boolean;
}

/** The lines of a document, 1..99 objects of class `line`. */
export function Lines(line: new () => object, options: LinesOptions): PropertyDecorator {
  const check = field({
    required: options.optional !== true,
    content: 'lines',
    line,
    fault: (value) => linesFault(value, options.numbered),
  });
  return (target, property) => {
    check(target, property);
    ValidateNested({ each: true })(target, property);
    Transform(({ value }) => (Array.isArray(value) ? value.map((one) => toLine(line, one)) : value))(target, property);
  };
}

/** A JSON object: neither null, nor an array, nor a number kept by its text. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** Indexes of lines whose readable gnum is above the number of lines or was used by an earlier line. */
export function misnumberedLines(lines: readonly unknown[]): number[] {
  if (lines.every((line, index) => isObject(line) && line['gnum'] === index + 1)) return [];
  const seen = new Set<number>();
  const wrong: number[] = [];
  lines.forEach((line, index) => {
    const gnum = isObject(line) ? gnumOf(line['gnum']) : undefined;
    if (gnum === undefined) return;
    if (gnum > lines.length || seen.has(gnum)) wrong.push(index);
    seen.add(gnum);
  });
  return wrong;
}

function linesFault(value: unknown, numbered: boolean): string | undefined {
  if (!Array.isArray(value)) return 'not an array';
  if (value.length === 0) return 'no lines';
  if (value.length > LINES_MAX) return TOO_MANY_LINES;
  if (!value.every(isObject)) return 'a line is not an object';
  return numbered && misnumberedLines(value).length > 0 ? 'gnum not 1, 2, 3 …' : undefined;
}

function toLine(line: new () => object, value: unknown): unknown {
  return isObject(value) ? plainToInstance(line, value) : value;
}
