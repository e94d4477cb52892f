import { type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 1 << 19;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/** Lines of records, as views of memory that is used again: whoever keeps one past its block copies it. */
export interface LineBlock {
  lines: Buffer[];
  /** Of the source, so far. */
  bytesRead: number;
}

/**
 * The lines of a file without their ends, in blocks of about 512 KiB: memory does not depend on the size of the file, and
 * what a block leads to is mostly gone before the next garbage collection. Blank lines are skipped.
 */
export async function* readLines(path: string): AsyncGenerator<LineBlock> {
  const file = await open(path, 'r');
  // The next chunk is on its way while the lines of this one are worked on.
  const chunks = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)] as const;
  let reading = readChunk(file, chunks[0]);
  try {
    let rest: Buffer = Buffer.alloc(0);
    let bytesRead = 0;
    for (let turn = 1; ; turn++) {
      const chunk = await reading;
      if (chunk.length === 0) break;
      bytesRead += chunk.length;
      const { lines, rest: remaining } = splitLines(chunk, rest);
      rest = Buffer.from(remaining);
      reading = readChunk(file, chunks[turn % 2]!);
      if (lines.length > 0) yield { lines, bytesRead };
    }
    const last = withoutReturn(rest);
    if (!isBlank(last)) yield { lines: [last], bytesRead };
  } finally {
    await reading.catch(() => undefined);
    await file.close();
  }
}

/** Empty at the end of the file; full before it, so that blocks end at the same places for everybody who reads the file. */
async function readChunk(file: FileHandle, chunk: Buffer): Promise<Buffer> {
  let filled = 0;
  for (let bytesRead = -1; bytesRead !== 0 && filled < chunk.length; filled += bytesRead) {
    ({ bytesRead } = await file.read(chunk, filled, chunk.length - filled));
  }
  return chunk.subarray(0, filled);
}

/** `before`: how the first line begins. */
export function splitLines(chunk: Buffer, before: Buffer): { lines: Buffer[]; rest: Buffer } {
  const lines: Buffer[] = [];
  const first = chunk.indexOf(LINE_FEED);
  if (first < 0) return { lines, rest: Buffer.concat([before, chunk]) };
  const add = (line: Buffer): void => {
    if (!isBlank(line)) lines.push(withoutReturn(line));
  };
  add(Buffer.concat([before, chunk.subarray(0, first)]));
  let start = first + 1;
  for (let end = chunk.indexOf(LINE_FEED, start); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
    add(chunk.subarray(start, end));
    start = end + 1;
  }
  return { lines, rest: chunk.subarray(start) };
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte > SPACE) return false;
  return true;
}
