import type { AnyStage, DocumentText, StoredDocument } from '@sandan/domain';
import { TextPageReader } from './text-page';
import { Utf8Text, writable } from './utf8-text';
import { Utf8Writer } from './utf8-writer';

/** How a document stands in a packed state: the size of its text in bytes in place of the text. */
type PackedDocument = Omit<StoredDocument, 'text'> & { text: DocumentText | number };

const FIRST_BYTES = 64 * 1024;

/** Checkpoints of one process are about as large as the one before: growing means copying. */
let lastBytes = FIRST_BYTES;

/**
 * The states of one checkpoint, each a page: the texts of its documents as they are, then the rest as JSON on the last
 * line. They are written one behind the other, and are views of one piece of memory.
 */
export class StatePages {
  private readonly writer = new Utf8Writer(lastBytes + (lastBytes >> 2));
  private readonly ends: number[] = [];

  add(stage: AnyStage, state: object): void {
    const keep = ({ text, recordTime, appTime }: StoredDocument): PackedDocument => {
      return { text: this.writer.add(writable(text)), recordTime, appTime };
    };
    const lean = stage.mapDocuments ? (stage.mapDocuments(state, keep as DocumentChange) as object) : state;
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

type DocumentChange = (document: StoredDocument) => StoredDocument;

export function packState(stage: AnyStage, state: object): Uint8Array {
  const pages = new StatePages();
  pages.add(stage, state);
  return pages.close()[0]!;
}

export function unpackState(stage: AnyStage, bytes: Uint8Array): object {
  const page = new TextPageReader<object>(bytes);
  if (!stage.mapDocuments) return page.header;
  const restore = (document: PackedDocument): PackedDocument =>
    typeof document.text === 'number' ? { ...document, text: new Utf8Text(page.bytesOf(document.text)) } : document;
  return stage.mapDocuments(page.header, restore as DocumentChange) as object;
}
