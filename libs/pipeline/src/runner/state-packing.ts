import type { AnyStage, DocumentText, StoredDocument, TextChange } from '@sandan/domain';
import { DecisionText } from './decision-text';
import { TextPageReader } from './text-page';
import { Utf8Text, writable } from './utf8-text';
import { Utf8Writer } from './utf8-writer';

/** How a document stands in a packed state: the size of its text in bytes in place of the text. A decision is its size. */
type PackedDocument = Omit<StoredDocument, 'text'> & { text: DocumentText | number };

const FIRST_BYTES = 64 * 1024;

/** Checkpoints of one process are about as large as the one before: growing means copying. */
let lastBytes = FIRST_BYTES;

/**
 * The states of one checkpoint, each a page: the texts of its documents and decisions as they are, then the rest as JSON on
 * the last line. They are written one behind the other, and are views of one piece of memory.
 */
export class StatePages {
  private readonly writer = new Utf8Writer(lastBytes + (lastBytes >> 2));
  private readonly ends: number[] = [];
  private readonly keeping = {
    document: ({ text, recordTime, appTime }: StoredDocument): PackedDocument => {
      return { text: this.writer.add(writable(text)), recordTime, appTime };
    },
    decision: (decision: object): number => this.writer.add(DecisionText.of(decision)),
  };

  add(stage: AnyStage, state: object): void {
    const lean = stage.mapTexts ? (stage.mapTexts(state, this.keeping as unknown as TextChange) as object) : state;
    this.writer.addLineFeed();
    this.writer.add(JSON.stringify(lean));
    this.ends.push(this.writer.length);
  }

  close(): Uint8Array[] {
    const bytes = this.writer.view();
    lastBytes = Math.max(FIRST_BYTES, bytes.length);
    return this.ends.map((end, index) => bytes.subarray(this.ends[index - 1] ?? 0, end));
  }
}

/**
 * The state as it would come back from the store: its texts in memory of their own, not cut out of a block that they would
 * hold, and without what was read of its documents. Equal to the state it is made of.
 */
export function condensed(stage: AnyStage, state: object): object {
  return stage.mapTexts ? (stage.mapTexts(state, CONDENSING) as object) : state;
}

const CONDENSING: TextChange = {
  document: ({ text, recordTime, appTime }) => ({ text: new Utf8Text(ownBytes(text)), recordTime, appTime }),
  decision: (decision) => decision,
};

/** Of their exact length: the memory that small buffers share would be held by the one that stays longest. */
function ownBytes(text: DocumentText): Uint8Array {
  const given = writable(text);
  if (typeof given !== 'string' && given.byteLength === given.buffer.byteLength) return given;
  const bytes = Buffer.allocUnsafeSlow(typeof given === 'string' ? Buffer.byteLength(given) : given.byteLength);
  if (typeof given === 'string') bytes.write(given);
  else bytes.set(given);
  return bytes;
}

export function packState(stage: AnyStage, state: object): Uint8Array {
  const pages = new StatePages();
  pages.add(stage, state);
  return pages.close()[0]!;
}

export function unpackState(stage: AnyStage, bytes: Uint8Array): object {
  const page = new TextPageReader<object>(bytes);
  const restoring = {
    document: (document: PackedDocument): PackedDocument =>
      typeof document.text === 'number' ? { ...document, text: new Utf8Text(page.bytesOf(document.text)) } : document,
    // Older rows hold their decisions where others hold the sizes of them.
    decision: (held: object | number) => (typeof held === 'number' ? DecisionText.read(page.text(held)) : held),
  };
  return (stage.mapTexts?.(page.header, restoring as TextChange) ?? page.header) as object;
}
