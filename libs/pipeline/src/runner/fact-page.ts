import type { JournalFact } from './packing';

/** One fact as a page holds it; its long texts are views into the page. */
export interface PagedFact {
  stage: string;
  key: string;
  /** Without its texts: `document.text` and `clearance` hold their sizes in bytes. */
  lean: Record<string, unknown>;
  document?: Buffer;
  clearance?: Buffer;
  /** Link of the chain behind a decision. */
  link?: string;
  /** Set when the fact itself cannot be read; then `lean` holds only what could be made out. */
  damaged?: true;
}

export interface FactPage {
  facts: PagedFact[];
  /** What of the page cannot be read, one sentence each; empty for a whole page. */
  faults: string[];
}

/**
 * Reads a page of facts as an auditor must: a page that was damaged or edited gives everything of it that can still be
 * made out, and says what cannot.
 */
export function readFactPage(bytes: Uint8Array): FactPage {
  if (bytes.byteLength === 0) return { facts: [], faults: [] };
  const page = asBuffer(bytes);
  // A text page ends with its header, JSON on one line.
  const end = page.lastIndexOf(LINE_FEED);
  try {
    const header = JSON.parse(page.toString('utf8', end + 1)) as JournalFact[];
    const facts = header.map(([stage, key, lean, link]) => pagedFact(stage, key, lean, link));
    return { facts, faults: placeTexts(facts, page, end) ? [] : realignTexts(facts, page, end) };
  } catch {
    return salvage(page);
  }
}

const LINE_FEED = 10;

function pagedFact(stage: string, key: string, lean: object, link?: string): PagedFact {
  const fact: PagedFact = { stage, key, lean: lean as Record<string, unknown> };
  if (link !== undefined) fact.link = link;
  return fact;
}

type TextName = 'document' | 'clearance';

/** The texts of a page in their order, with their sizes as the header says. */
function textSizes(facts: readonly PagedFact[]): { fact: PagedFact; name: TextName; size: number }[] {
  return facts.flatMap((fact) => {
    const { document, clearance } = fact.lean as { document?: { text?: unknown }; clearance?: unknown };
    const sizes: { fact: PagedFact; name: TextName; size: number }[] = [];
    if (document) sizes.push({ fact, name: 'document', size: Number(document.text) });
    if (clearance !== undefined) sizes.push({ fact, name: 'clearance', size: Number(clearance) });
    return sizes;
  });
}

/** Cuts the texts out by their sizes; false when the sizes do not add up to what stands there. */
function placeTexts(facts: readonly PagedFact[], page: Buffer, end: number): boolean {
  let at = 0;
  for (const { fact, name, size } of textSizes(facts)) {
    fact[name] = page.subarray(at, at + size);
    at += size;
  }
  return at === end;
}

const OPENING = 123;
const CLOSING = 125;

/**
 * A size is wrong, so every text behind it would be cut at the wrong place. Each text is a JSON object: from the front
 * they are right up to the first that is cut wrongly, from the back likewise.
 */
function realignTexts(facts: readonly PagedFact[], page: Buffer, end: number): string[] {
  const texts = textSizes(facts);
  for (const { fact, name } of texts) delete fact[name];
  let front = 0;
  let at = 0;
  for (; front < texts.length && isObjectText(page, at, at + texts[front]!.size, end); front++) {
    const { fact, name, size } = texts[front]!;
    fact[name] = page.subarray(at, (at += size));
  }
  let back = texts.length - 1;
  let until = end;
  for (; back > front && isObjectText(page, until - texts[back]!.size, until, end); back--) {
    const { fact, name, size } = texts[back]!;
    fact[name] = page.subarray(until - size, until);
    until -= size;
  }
  const lost = texts.slice(front, back + 1);
  const [only] = lost;
  if (lost.length === 1) only!.fact[only!.name] = page.subarray(at, until);
  return lost.map(
    ({ fact, name }) => `the size of the ${name} text of ${fact.stage}/${fact.key} is not what stands there`,
  );
}

function isObjectText(page: Buffer, from: number, to: number, end: number): boolean {
  return from >= 0 && to > from && to <= end && page[from] === OPENING && page[to - 1] === CLOSING;
}

/** Where a fact begins in a header; the names of stages are lower case. */
const FACT_START = /\["([a-z]+)","((?:[^"\\]|\\.)*)",\{/g;

/** The header is not JSON any more: fact by fact, each is read for itself. */
function salvage(page: Buffer): FactPage {
  const text = page.toString('latin1');
  const headerAt = headerStart(text);
  if (headerAt < 0) return { facts: [], faults: ['nothing of the page can be made out'] };
  const header = page.toString('utf8', headerAt);
  const starts = [...header.matchAll(FACT_START)];
  const faults: string[] = [];
  const facts = starts.map((start, index) => {
    const piece = header.slice(start.index, starts[index + 1]?.index ?? header.length).replace(/[\],]+$/, ']');
    try {
      const [stage, key, lean, link] = JSON.parse(piece) as JournalFact;
      return pagedFact(stage, key, lean, link);
    } catch {
      faults.push(`the fact of ${start[1]}/${start[2]} cannot be read`);
      return { ...pagedFact(start[1]!, start[2]!, madeOut(piece)), damaged: true as const };
    }
  });
  if (faults.length === 0) faults.push('the list of facts is damaged');
  if (!placeTexts(facts, page, headerAt - 1)) faults.push(...realignTexts(facts, page, headerAt - 1));
  return { facts, faults };
}

/** The header is the last line; a flipped byte may have removed or added the line feed before it. */
function headerStart(text: string): number {
  const at = text.lastIndexOf('[["');
  const first = text.lastIndexOf('\n[["');
  return first >= 0 ? first + 1 : at;
}

/** What a broken fact still says of itself. */
function madeOut(piece: string): object {
  const word = (name: string) => new RegExp(`"${name}":"((?:[^"\\\\]|\\\\.)*)"`).exec(piece)?.[1];
  const size = (name: string) => new RegExp(`"${name}":(\\d+)`).exec(piece)?.[1];
  const [fact, ebpCode, kind] = [word('fact'), word('ebpCode'), word('kind')];
  const [text, clearance] = [size('text'), size('clearance')];
  return {
    ...(fact !== undefined && { fact }),
    ...(ebpCode !== undefined && { ebpCode }),
    ...(kind !== undefined && { kind }),
    ...(text !== undefined && { document: { text: Number(text) } }),
    ...(clearance !== undefined && { clearance: Number(clearance) }),
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
