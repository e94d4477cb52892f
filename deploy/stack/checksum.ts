import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file in lower-case hexadecimal. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Throws when the file is not the one that was pinned, naming both sums and the file to remove. */
export async function verifySha256(file: string, expected: string): Promise<void> {
  const found = await sha256OfFile(file);
  if (found === expected) return;
  throw new Error(`${basename(file)} is not the pinned file: SHA-256 ${found}, expected ${expected}. Remove ${file}`);
}
