/** MongoDB's limit for a document, less room for `_id`, field names and tags. */
const MAX_BYTES = 16 * 1024 * 1024 - 64 * 1024;

/** MongoDB would refuse the document with a message that names neither lane nor entry. */
export class DocumentTooLargeError extends Error {
  constructor(id: string, sizeBytes: number) {
    super(`document ${id} would have ${sizeBytes} bytes, MongoDB takes ${MAX_BYTES}; flush fewer records at once`);
    this.name = 'DocumentTooLargeError';
  }
}

export function refuseTooLarge(id: string, ...parts: readonly Uint8Array[]): void {
  const sizeBytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
  if (sizeBytes > MAX_BYTES) throw new DocumentTooLargeError(id, sizeBytes);
}

/** A view for the driver, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
