import type { ReferenceProblem } from './bad-reference.error';

export type Json = Record<string, unknown>;

/** Five decimals, 14 digits before the point: what an amount or a quantity may have. */
const AMOUNT = /^\d{1,14}(?:\.\d{1,5})?$/;
const PLAIN_DECIMAL = /^\d{1,14}(?:\.\d{1,15})?$/;

/** Reads the fields of one object and notes what is wrong; the value read then is only a stand-in. */
export class RecordReader {
  constructor(
    private readonly file: string,
    private readonly pointer: string,
    private readonly record: Json,
    private readonly problems: ReferenceProblem[],
  ) {}

  /** Required text. */
  text(name: string): string {
    const held = this.record[name];
    if (typeof held === 'string' && held !== '') return held;
    if (isAbsent(held)) this.bad(name, 'missing', 'give it as text');
    else this.bad(name, 'not text', 'put it into quotes');
    return '';
  }

  /** `{name: text}`, or nothing when the field is absent. */
  optionalText<Name extends string>(name: Name): { [K in Name]?: string } {
    return this.optional(name, () => this.text(name));
  }

  /** Required money or quantity, text or a JSON number; as text. */
  amount(name: string): string {
    return this.decimal(name, AMOUNT, 'write a plain decimal of at most 5 decimals, such as "120.00"');
  }

  /** Required plain decimal of whatever precision, for what is multiplied before it is rounded. */
  factor(name: string): string {
    return this.decimal(name, PLAIN_DECIMAL, 'write a plain decimal, such as "0.35"');
  }

  optionalFactor<Name extends string>(name: Name): { [K in Name]?: string } {
    return this.optional(name, () => this.factor(name));
  }

  choice<const Value extends string>(name: string, allowed: readonly Value[]): Value {
    const held = this.record[name];
    const found = allowed.find((value) => value === held);
    if (found !== undefined) return found;
    this.bad(name, isAbsent(held) ? 'missing' : 'not a known value', `use one of ${allowed.join(', ')}`);
    return allowed[0]!;
  }

  optionalChoice<Name extends string, const Value extends string>(
    name: Name,
    allowed: readonly Value[],
  ): { [K in Name]?: Value } {
    return this.optional(name, () => this.choice(name, allowed));
  }

  optionalFlag<Name extends string>(name: Name): { [K in Name]?: boolean } {
    return this.optional(name, () => {
      const held = this.record[name];
      if (typeof held !== 'boolean') this.bad(name, 'not true or false', 'use true or false without quotes');
      return held === true;
    });
  }

  /** Required number within bounds, a JSON number or decimal text. */
  number(name: string, min: number, max: number): number {
    const held = this.record[name];
    const read = typeof held === 'string' && PLAIN_DECIMAL.test(held) ? Number(held) : held;
    if (typeof read === 'number' && read >= min && read <= max) return read;
    this.bad(name, isAbsent(held) ? 'missing' : 'not a number in range', `use a number from ${min} to ${max}`);
    return min;
  }

  texts(name: string): string[] {
    const held = this.record[name];
    if (Array.isArray(held) && held.every((one) => typeof one === 'string')) return held;
    this.bad(name, isAbsent(held) ? 'missing' : 'not a list of texts', 'use a list such as ["a", "b"]');
    return [];
  }

  /** Reads each object of a list; what is not an object is a problem of its own. */
  list<T>(name: string, read: (reader: RecordReader, at: number) => T): T[] {
    return readList(this.file, `${this.pointer}/${name}`, this.record[name], this.problems, read);
  }

  has(name: string): boolean {
    return !isAbsent(this.record[name]);
  }

  names(): string[] {
    return Object.keys(this.record).filter((name) => this.has(name));
  }

  /** The reader of a nested object; of an empty one when the field is absent. */
  nested(name: string): RecordReader {
    const held = this.record[name] ?? {};
    if (!isRecord(held)) this.bad(name, 'not an object', 'use { … }');
    return new RecordReader(this.file, `${this.pointer}/${name}`, isRecord(held) ? held : {}, this.problems);
  }

  bad(name: string, why: string, repair: string): void {
    this.problems.push({ file: this.file, at: name === '' ? this.pointer : `${this.pointer}/${name}`, why, repair });
  }

  private decimal(name: string, shape: RegExp, repair: string): string {
    const held = this.record[name];
    const text = typeof held === 'number' ? String(held) : held;
    if (typeof text === 'string' && shape.test(text)) return text;
    this.bad(name, isAbsent(held) ? 'missing' : 'not a plain decimal', repair);
    return '0';
  }

  private optional<Name extends string, T>(name: Name, read: () => T): { [K in Name]?: T } {
    return this.has(name) ? ({ [name]: read() } as { [K in Name]: T }) : {};
  }
}

/** Reads each object of a list at a pointer of a file. */
export function readList<T>(
  file: string,
  pointer: string,
  value: unknown,
  problems: ReferenceProblem[],
  read: (reader: RecordReader, at: number) => T,
): T[] {
  if (!Array.isArray(value)) {
    problems.push({ file, at: pointer, why: 'not a list', repair: 'use [ … ]' });
    return [];
  }
  return value.flatMap((one: unknown, at) => {
    if (isRecord(one)) return [read(new RecordReader(file, `${pointer}/${at}`, one, problems), at)];
    problems.push({ file, at: `${pointer}/${at}`, why: 'not an object', repair: 'use { … }' });
    return [];
  });
}

/** Notes every value of `keyOf` that an earlier entry used already. */
export function refuseRepeats<T>(entries: readonly T[], keyOf: (entry: T) => string, bad: (at: number) => void): void {
  const seen = new Set<string>();
  entries.forEach((entry, at) => {
    const key = keyOf(entry);
    // An empty key is a missing field, told already.
    if (key !== '' && seen.has(key)) bad(at);
    seen.add(key);
  });
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
