/** A JSON text as it was sent: a string, or something that becomes one when somebody asks. */
export type DocumentText = string | { readonly byteLength: number; toString(): string; toJSON(): string };

/** A document as it is kept: the text that was sent, and when. */
export interface StoredDocument {
  text: DocumentText;
  /** Timestamp of its record, ms. */
  recordTime: number;
  appTime: string;
}

/** A document that has just come in remembers its content beside its text; neither JSON nor a comparison sees it. */
class ReadDocument implements StoredDocument {
  readonly #content: object;

  constructor(
    readonly text: DocumentText,
    content: object,
    readonly recordTime: number,
    readonly appTime: string,
  ) {
    this.#content = content;
  }

  static contentOf(document: StoredDocument): object | undefined {
    return #content in document ? document.#content : undefined;
  }
}

/** Contents of documents that came back from the store, read at most once. */
const readAgain = new WeakMap<StoredDocument, object>();

export function storeDocument(
  text: DocumentText,
  content: object,
  recordTime: number,
  appTime: string,
): StoredDocument {
  return new ReadDocument(text, content, recordTime, appTime);
}

export function contentOf<T extends object>(stored: StoredDocument): T {
  let content = ReadDocument.contentOf(stored) ?? readAgain.get(stored);
  if (!content) {
    content = JSON.parse(String(stored.text)) as object;
    readAgain.set(stored, content);
  }
  return content as T;
}

/** The document as it is kept once its parcel is decided: its content is read again in the rare case that it is needed. */
export function withoutContent({ text, recordTime, appTime }: StoredDocument): StoredDocument {
  return { text, recordTime, appTime };
}
