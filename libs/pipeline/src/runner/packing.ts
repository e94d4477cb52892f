import type { OutboundRecord } from '../ports/records';

/** One fact of the journal: the stage and key it belongs to; behind a decision its link of the chain. */
export type JournalFact = [stage: string, key: string, fact: object, link?: string];

// JSON on purpose: V8 writes and reads it natively, several times faster than any encoder in JavaScript, and an auditor
// can read a journal without this program. Long texts (documents, records) follow the JSON as they are: escaping them
// would cost more than all the rest.

/** A fact may carry one document, whose text is kept outside the JSON. */
interface WithDocument {
  document?: { text: string | number };
}

export function packFacts(facts: readonly JournalFact[]): Uint8Array {
  if (facts.length === 0) return EMPTY;
  const texts: string[] = [];
  const lean = facts.map((entry): JournalFact => {
    const { document } = entry[2] as WithDocument;
    if (document === undefined) return entry;
    texts.push(document.text as string);
    return [entry[0], entry[1], { ...entry[2], document: { ...document, text: (document.text as string).length } }];
  });
  return withTexts(lean, texts);
}

export function unpackFacts(bytes: Uint8Array): JournalFact[] {
  if (bytes.byteLength === 0) return [];
  const { header, takeText } = splitTexts<JournalFact[]>(bytes);
  for (const [, , fact] of header) {
    const { document } = fact as WithDocument;
    if (document) document.text = takeText(document.text as number);
  }
  return header;
}

export function packState(state: object): Uint8Array {
  return Buffer.from(JSON.stringify(state));
}

export function unpackState<T>(bytes: Uint8Array): T {
  return JSON.parse(textOf(bytes)) as T;
}

interface PackedOutput extends Omit<OutboundRecord, 'key' | 'value'> {
  key: string | null;
  /** Key and value are base64: bytes that are not text of our own. */
  binary?: true;
  /** Characters of the value. */
  size: number;
}

export function packOutputs(records: readonly OutboundRecord[]): Uint8Array {
  if (records.length === 0) return EMPTY;
  const texts: string[] = [];
  const header = records.map((record): PackedOutput => {
    const { key, value, ...rest } = record;
    const binary = typeof value !== 'string' || (key !== null && typeof key !== 'string');
    const text = binary ? base64(value) : value;
    texts.push(text);
    if (!binary) return { ...rest, key: key as string | null, size: text.length };
    return { ...rest, key: key === null ? null : base64(key), size: text.length, binary: true };
  });
  return withTexts(header, texts);
}

export function unpackOutputs(bytes: Uint8Array): OutboundRecord[] {
  if (bytes.byteLength === 0) return [];
  const { header, takeText } = splitTexts<PackedOutput[]>(bytes);
  return header.map(({ binary, size, key, ...rest }): OutboundRecord => {
    const text = takeText(size);
    if (!binary) return { ...rest, key, value: text };
    return { ...rest, key: key === null ? null : Buffer.from(key, 'base64'), value: Buffer.from(text, 'base64') };
  });
}

/** The JSON on one line, then the texts without a mark between them: their lengths stand in the JSON. */
function withTexts(header: unknown, texts: readonly string[]): Uint8Array {
  return Buffer.from(`${JSON.stringify(header)}\n${texts.join('')}`);
}

function splitTexts<T>(bytes: Uint8Array): { header: T; takeText: (size: number) => string } {
  const whole = textOf(bytes);
  const end = whole.indexOf('\n');
  let at = end + 1;
  const takeText = (size: number) => whole.slice(at, (at += size));
  return { header: JSON.parse(whole.slice(0, end)) as T, takeText };
}

function base64(bytes: Uint8Array | string): string {
  return Buffer.from(bytes as Uint8Array).toString('base64');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

const EMPTY = new Uint8Array(0);
