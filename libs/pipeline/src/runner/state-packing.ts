import { type AnyStage, type DocumentText, type StoredDocument, type TextChange, withoutContent } from '@sandan/domain';
import { DecisionText } from './decision-text';
import { TextPageReader } from './text-page';
import { Utf8Text, writable } from './utf8-text';
import { giveBackPage, Utf8Writer } from './utf8-writer';

/** How a document stands in a packed state: the size of its text in bytes in place of the text. A decision is its size. */
type PackedDocument = Omit<StoredDocument, 'text'> & { text: DocumentText | number };

/** A page that is longer is closed: memory of about this size is used again for the next ones. */
const PAGE_BYTES = 1024 * 1024;

/** Puts texts into a page; a class, because functions of its own for each checkpoint would be compiled again and again. */
class KeepingTexts {
  constructor(readonly writer: Utf8Writer) {}

  document({ text, recordTime, appTime }: StoredDocument): PackedDocument {
    return { text: this.writer.add(writable(text)), recordTime, appTime };
  }

  decision(decision: object): number {
    return this.writer.add(DecisionText.of(decision));
  }
}

/** Takes them out again. */
class RestoringTexts {
  constructor(private readonly page: TextPageReader<object>) {}

  document({ text, recordTime, appTime }: PackedDocument): StoredDocument {
    return withoutContent({
      text: typeof text === 'number' ? new Utf8Text(this.page.bytesOf(text)) : text,
      recordTime,
      appTime,
    });
  }

  /** Older rows hold their decisions where others hold the sizes of them. */
  decision(held: object | number): object {
    return typeof held === 'number' ? DecisionText.read(this.page.text(held)) : held;
  }
}

/**
 * The states of one checkpoint, each the texts of its documents and decisions as they are, then the rest as JSON on the
 * last line. They are written one behind the other, and are views of a few pages of memory.
 */
export class StatePages {
  private keeping = new KeepingTexts(Utf8Writer.borrow());
  private ends: number[] = [];
  private readonly states: Uint8Array[] = [];

  /** `packed`: the state as a page already. */
  add(stage: AnyStage, state: object, packed?: Uint8Array): void {
    if (this.writer.length >= PAGE_BYTES) {
      this.closePage();
      this.keeping = new KeepingTexts(Utf8Writer.borrow());
    }
    if (packed) this.writer.add(packed);
    else this.write(stage, state);
    this.ends.push(this.writer.length);
  }

  private get writer(): Utf8Writer {
    return this.keeping.writer;
  }

  private write(stage: AnyStage, state: object): void {
    const lean = stage.mapTexts ? (stage.mapTexts(state, this.keeping as unknown as TextChange) as object) : state;
    this.writer.addLineFeed();
    this.writer.add(JSON.stringify(lean));
  }

  /** Nothing may be added afterwards. */
  close(): Uint8Array[] {
    this.closePage();
    return this.states;
  }

  private closePage(): void {
    const page = this.writer.take();
    for (const [index, end] of this.ends.entries()) this.states.push(page.subarray(this.ends[index - 1] ?? 0, end));
    this.ends = [];
  }

  /** The memory of states that were packed together; nobody reads them any more. */
  static giveBack(states: readonly Uint8Array[]): void {
    for (const [index, state] of states.entries()) {
      if (state.buffer !== states[index - 1]?.buffer) giveBackPage(state);
    }
  }
}

export function packState(stage: AnyStage, state: object): Uint8Array {
  const pages = new StatePages();
  pages.add(stage, state);
  return pages.close()[0]!;
}

export function unpackState(stage: AnyStage, bytes: Uint8Array): object {
  const page = new TextPageReader<object>(bytes);
  const restoring = new RestoringTexts(page);
  return (stage.mapTexts?.(page.header, restoring as unknown as TextChange) ?? page.header) as object;
}
