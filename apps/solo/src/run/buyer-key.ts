import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;
const KEY_TEXT = /^[0-9a-f]{64}$/;
const OWNER_ONLY = 0o600;

/**
 * The secret under which buyers' ledgers are kept, made at the first start. It must outlive the data: with another key
 * every buyer would begin a new year. Throws when the file is there and is no key.
 */
export function loadBuyerKey(folder: string): string {
  const path = join(folder, 'buyer-key');
  const known = read(path);
  if (known !== undefined) return known;
  const part = `${path}.${process.pid}`;
  const file = openSync(part, 'w', OWNER_ONLY);
  writeSync(file, randomBytes(KEY_BYTES).toString('hex'));
  fsyncSync(file);
  closeSync(file);
  try {
    // A link never replaces a key that another start made at this moment.
    linkSync(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part);
  }
  return read(path)!;
}

function read(path: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (!KEY_TEXT.test(text)) throw new Error(`${path} is no key of ${KEY_BYTES} bytes in hex; put the right one back`);
  return text;
}
