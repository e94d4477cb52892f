import { statfsSync } from 'node:fs';

const MEBIBYTE = 1024 * 1024;
/** With less than this free, room is what a store lacks: it grows in steps, and a step that does not fit fails. */
const FULL_MEBIBYTES = 16;
/** EIO, EFBIG, ENOSPC, EROFS, EDQUOT, as the store names them and as the system does. */
const NUMBERS = new Set([5, 27, 28, 30, 122]);
const NAMES = new Set(['EIO', 'EFBIG', 'ENOSPC', 'EROFS', 'EDQUOT']);

/** A store could not be written; the message says where, and what to do. */
export class StoreNotWritableError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'StoreNotWritableError';
  }
}

/** What to say of an error that ended the work on the store in this folder: a `StoreNotWritableError`, or the error itself. */
export function writeFault(error: unknown, folder: string): Error {
  if (error instanceof StoreNotWritableError) return error;
  if (!isWriteFault(error)) return error instanceof Error ? error : new Error(String(error));
  const free = freeMebibytes(folder);
  const place =
    free === undefined
      ? 'its disk cannot be reached: bring it back'
      : free < FULL_MEBIBYTES
        ? `its disk is full (${free.toFixed(1)} MiB free): make room there`
        : `its disk has ${free.toFixed(0)} MiB free, yet takes nothing: look at the disk, its mount and its limits`;
  return new StoreNotWritableError(
    `the store in ${folder} cannot be written; ${place}, then start again (nothing that was acknowledged is lost)`,
    error,
  );
}

/** Of a commit that failed, the store rejects with a reason that follows later. */
function isWriteFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return 'commitError' in error || (typeof code === 'number' ? NUMBERS.has(code) : NAMES.has(String(code)));
}

function freeMebibytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return (bavail * bsize) / MEBIBYTE;
  } catch {
    return undefined;
  }
}
