import { type DocumentText, type StoredDocument, withoutContent } from '@sandan/domain';
import type { OutboundRecord } from '../ports/records';
import { DecisionText } from './decision-text';
import { TextPage, TextPageReader } from './text-page';
import { writable } from './utf8-text';

/** One fact of the journal: the stage and key it belongs to; behind a decision its link of the chain. */
export type JournalFact = [stage: string, key: string, fact: object, link?: string];

// JSON on purpose: V8 writes and reads it natively, several times faster than any encoder in JavaScript, and an auditor
// can read a journal without this program. Long texts (documents, decisions, records) stand before it as they are:
// escaping them would cost more than all the rest.

/** A fact may carry a document and a decision, whose texts are kept outside the JSON: there stand their bytes. */
interface WithTexts {
  document?: Omit<StoredDocument, 'text'> & { text: DocumentText | number };
  clearance?: object | number;
}

// Here and below no function is made for a call: optimised code is dropped with the last function that has it.
export function packFacts(facts: readonly JournalFact[]): Uint8Array {
  if (facts.length === 0) return EMPTY;
  const page = new TextPage();
  const lean: JournalFact[] = [];
  for (const fact of facts) lean.push(leanFact(fact, page));
  return page.close(lean);
}

function leanFact(entry: JournalFact, page: TextPage): JournalFact {
  const [stage, key, whole, link] = entry;
  const { document, clearance } = whole as WithTexts;
  if (document === undefined && clearance === undefined) return entry;
  const fact: WithTexts = { ...whole };
  if (document) {
    const { text, recordTime, appTime } = document;
    fact.document = { text: page.add(writable(text as DocumentText)), recordTime, appTime };
  }
  if (clearance) fact.clearance = page.add(DecisionText.of(clearance as object));
  return link === undefined ? [stage, key, fact] : [stage, key, fact, link];
}

export function unpackFacts(bytes: Uint8Array): JournalFact[] {
  if (bytes.byteLength === 0) return [];
  const page = new TextPageReader<JournalFact[]>(bytes);
  for (const [, , fact] of page.header) {
    const held = fact as WithTexts;
    if (held.document) {
      const text = page.text(held.document.text as number);
      held.document = withoutContent({ ...held.document, text });
    }
    if (held.clearance) held.clearance = DecisionText.read(page.text(held.clearance as number));
  }
  return page.header;
}

/** What few outputs have. */
interface Rare extends Pick<OutboundRecord, 'headers' | 'partition'> {
  /** The value is bytes, not text of our own. */
  raw?: true | undefined;
  /** A key of bytes, as base64. */
  keyBytes?: string | undefined;
}

type PackedOutput = [topic: number, key: string | null, timestamp: number, size: number, rare?: Rare];
type PackedOutputs = [topics: string[], outputs: PackedOutput[]];

export function packOutputs(records: readonly OutboundRecord[]): Uint8Array {
  if (records.length === 0) return EMPTY;
  const page = new TextPage();
  const topics = new Map<string, number>();
  const outputs: PackedOutput[] = [];
  for (const record of records) outputs.push(packedOutput(record, page, topics));
  return page.close([[...topics.keys()], outputs] satisfies PackedOutputs);
}

function packedOutput(record: OutboundRecord, page: TextPage, topics: Map<string, number>): PackedOutput {
  let topic = topics.get(record.topic);
  if (topic === undefined) topics.set(record.topic, (topic = topics.size));
  const key = typeof record.key === 'string' ? record.key : null;
  const size = page.add(record.value);
  const rare = rareOf(record);
  return rare ? [topic, key, record.timestamp, size, rare] : [topic, key, record.timestamp, size];
}

function rareOf({ key, value, headers, partition }: OutboundRecord): Rare | undefined {
  const isText = typeof value === 'string';
  const hasKeyBytes = key !== null && typeof key !== 'string';
  if (isText && !hasKeyBytes && !headers && partition === undefined) return undefined;
  return {
    headers,
    partition,
    raw: isText ? undefined : true,
    keyBytes: hasKeyBytes ? Buffer.from(key).toString('base64') : undefined,
  };
}

/** Values that are text of our own come as strings, others as bytes. */
export function unpackOutputs(bytes: Uint8Array): OutboundRecord[] {
  return outputViews(bytes).map(({ isText, value, ...record }) => ({
    ...record,
    value: isText ? value.toString('utf8') : value,
  }));
}

/** An output whose value is a view into the packed bytes. */
export type OutputView = Omit<OutboundRecord, 'value'> & { value: Buffer; isText: boolean };

export function outputViews(bytes: Uint8Array): OutputView[] {
  if (bytes.byteLength === 0) return [];
  const page = new TextPageReader<PackedOutputs>(bytes);
  const [topics, outputs] = page.header;
  return outputs.map(([topic, key, timestamp, size, rare]) => ({
    topic: topics[topic]!,
    key: rare?.keyBytes === undefined ? key : Buffer.from(rare.keyBytes, 'base64'),
    timestamp,
    headers: rare?.headers,
    partition: rare?.partition,
    value: page.bytesOf(size),
    isText: rare?.raw !== true,
  }));
}

const EMPTY = new Uint8Array(0);
