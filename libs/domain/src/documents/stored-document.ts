/**
 * A document as it is kept: the text that was sent, and when. The parsed content is remembered beside it and read
 * again from the text when a state comes back from the store.
 */
export interface StoredDocument {
  /** The JSON text as sent. */
  text: string;
  /** Timestamp of its record, ms. */
  recordTime: number;
  appTime: string;
}

const contents = new WeakMap<StoredDocument, object>();

export function storeDocument(text: string, content: object, recordTime: number, appTime: string): StoredDocument {
  const stored = { text, recordTime, appTime };
  contents.set(stored, content);
  return stored;
}

export function contentOf<T extends object>(stored: StoredDocument): T {
  let content = contents.get(stored);
  if (!content) {
    content = JSON.parse(stored.text) as object;
    contents.set(stored, content);
  }
  return content as T;
}
