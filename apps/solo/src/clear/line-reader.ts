import { type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 1 << 18;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/**
 * The lines of a file without their ends, in blocks of about 256 KiB: memory does not depend on the size of the file, and
 * what a block leads to is mostly gone before the next garbage collection. Blank lines are skipped.
 */
export async function* readLines(path: string): AsyncGenerator<{ lines: Buffer[]; bytesRead: number }> {
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
    const last = withoutReturn(rest);
    if (!isBlank(last)) yield { lines: [last], bytesRead };
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

function splitLines(block: Buffer): { lines: Buffer[]; rest: Buffer } {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = block.indexOf(LINE_FEED); end >= 0; end = block.indexOf(LINE_FEED, start)) {
    const line = withoutReturn(block.subarray(start, end));
    if (!isBlank(line)) lines.push(line);
    start = end + 1;
  }
  return { lines, rest: block.subarray(start) };
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte > SPACE) return false;
  return true;
}
