import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { writeAll } from './write-all';

/** What Node's types do not know. */
declare const WebAssembly: {
  Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
};

/** Where a write past the page cache begins and ends, in memory and in the file: at multiples of this. */
export const SECTOR_BYTES = 4096;
const WASM_PAGE_BYTES = 65_536;
/** A disk below this rate (bytes/ms) gets what the page cache can take for it. */
const QUICK_RATE = 150_000;
/** So much tells how quick a disk is. */
const TRIAL_BYTES = 16 * 1024 * 1024;

/** Memory that begins at a multiple of `SECTOR_BYTES`, which no other memory of Node promises. */
export function sectorMemory(bytesMin: number): Buffer {
  const pages = Math.ceil(bytesMin / WASM_PAGE_BYTES);
  return Buffer.from(new WebAssembly.Memory({ initial: pages, maximum: pages }).buffer);
}

/**
 * A large file that only grows and that its writer does not read: it goes past the page cache, where the system has a way.
 * There a byte would cost a page of fresh memory, which a virtual machine first has to get from its host.
 */
export class BulkFile {
  private readonly cached: number;
  private direct: number | undefined;
  private directBytes = 0;
  private directMs = 0;

  /** What the file holds already is whole sectors. */
  constructor(path: string) {
    this.cached = openSync(path, 'a');
    this.direct = openDirect(path);
  }

  /** `bytes` lie at a sector of `sectorMemory` and are whole sectors; only the last ones of the file may be any number. */
  append(bytes: Uint8Array): void {
    const written = bytes.byteLength % SECTOR_BYTES === 0 ? this.appendDirectly(bytes) : 0;
    if (written < bytes.byteLength) writeAll(this.cached, bytes.subarray(written));
  }

  close(): void {
    closeSync(this.cached);
    this.endDirect();
  }

  private appendDirectly(bytes: Uint8Array): number {
    if (this.direct === undefined) return 0;
    const started = performance.now();
    let written = 0;
    try {
      written = writeSync(this.direct, bytes);
    } catch (error) {
      // A file system that has no such way, or asks for larger sectors.
      if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
      this.endDirect();
    }
    this.directMs += performance.now() - started;
    this.directBytes += written;
    if (this.directBytes >= TRIAL_BYTES && this.directBytes < this.directMs * QUICK_RATE) this.endDirect();
    return written;
  }

  private endDirect(): void {
    if (this.direct !== undefined) closeSync(this.direct);
    this.direct = undefined;
  }
}

function openDirect(path: string): number | undefined {
  if (constants.O_DIRECT === undefined) return undefined;
  try {
    return openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_DIRECT);
  } catch {
    return undefined;
  }
}
