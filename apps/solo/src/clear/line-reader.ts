import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';

export interface FileLine {
  /** The line without its end; bytes that are not UTF-8 stay bytes. */
  text: string | undefined;
  bytes: Buffer;
}

const CHUNK_BYTES = 1 << 18;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * The lines of a file, in blocks of about 256 KiB: memory does not depend on the size of the file, and what a block leads
 * to is mostly gone before the next garbage collection.
 */
export async function* readLines(path: string): AsyncGenerator<{ lines: FileLine[]; bytesRead: number }> {
  const file = await open(path, 'r');
  // The next chunk is on its way while the lines of this one are worked on.
  let reading = readChunk(file);
  try {
    let rest: Buffer = Buffer.alloc(0);
    let bytesRead = 0;
    for (;;) {
      const chunk = await reading;
      if (chunk.length === 0) break;
      reading = readChunk(file);
      bytesRead += chunk.length;
      const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const { lines, rest: remaining } = splitLines(block);
      rest = remaining;
      if (lines.length > 0) yield { lines, bytesRead };
    }
    const last = toLine(rest);
    if (last) yield { lines: [last], bytesRead };
  } finally {
    await reading.catch(() => undefined);
    await file.close();
  }
}

/** Empty at the end of the file. */
async function readChunk(file: FileHandle): Promise<Buffer> {
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
  return chunk.subarray(0, bytesRead);
}

function splitLines(block: Buffer): { lines: FileLine[]; rest: Buffer } {
  const lines: FileLine[] = [];
  let start = 0;
  for (let end = block.indexOf(LINE_FEED); end >= 0; end = block.indexOf(LINE_FEED, start)) {
    const line = toLine(block.subarray(start, end));
    if (line) lines.push(line);
    start = end + 1;
  }
  return { lines, rest: block.subarray(start) };
}

/** Empty lines are skipped. */
function toLine(bytes: Buffer): FileLine | undefined {
  const line = bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
  const text = isUtf8(line) ? line.toString('utf8') : undefined;
  return line.length === 0 || text?.trim() === '' ? undefined : { text, bytes: line };
}
