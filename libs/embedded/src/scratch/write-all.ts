import { writeSync } from 'node:fs';

/** All of it behind what the file holds: a single write may stop short. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength;) at += writeSync(file, bytes, at);
}
