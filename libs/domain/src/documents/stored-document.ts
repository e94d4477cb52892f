/** A JSON text as it was sent: a string, or something that becomes one when somebody asks. */
export type DocumentText = string | { readonly byteLength: number; toString(): string; toJSON(): string };

/** A document as it is kept: the text that was sent, and when. */
export interface StoredDocument {
  text: DocumentText;
  /** Timestamp of its record, ms. */
  recordTime: number;
  appTime: string;
}

/** A document remembers its content beside its text, once it was read; neither JSON nor a comparison sees it. */
class ReadOnce implements StoredDocument {
  #content: object | undefined;

  constructor(
    readonly text: DocumentText,
    readonly recordTime: number,
    readonly appTime: string,
    content?: object,
  ) {
    this.#content = content;
  }

  static contentOf(document: StoredDocument): object {
    if (!(#content in document)) return read(document);
    return (document.#content ??= read(document));
  }
}

function read({ text }: StoredDocument): object {
  return JSON.parse(String(text)) as object;
}

export function storeDocument(
  text: DocumentText,
  content: object,
  recordTime: number,
  appTime: string,
): StoredDocument {
  return new ReadOnce(text, recordTime, appTime, content);
}

export function contentOf<T extends object>(stored: StoredDocument): T {
  return ReadOnce.contentOf(stored) as T;
}

/** The document as it comes back from the store, or is kept once its parcel is decided: read again when it is needed. */
export function withoutContent({ text, recordTime, appTime }: StoredDocument): StoredDocument {
  return new ReadOnce(text, recordTime, appTime);
}
