import { Error as MongooseError, mongo } from 'mongoose';

/** Server codes that tell of a moment, not of a mistake: elections, shutdowns, time limits, a majority not reached. */
const PASSING_CODES = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  100, // UnsatisfiableWriteConcern: members are missing
  112, // WriteConflict
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10058, // LegacyNotPrimary
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);
const PASSING_LABELS = [
  'RetryableWriteError',
  'RetryableError',
  'TransientTransactionError',
  'UnknownTransactionCommitResult',
  // The pool was cleared while the operation waited for a connection.
  'PoolRequestedRetry',
];
export const DUPLICATE_KEY = 11000;

/**
 * Errors of a socket that the driver passes on as they are, not as its own: a server that is killed ends connections on
 * which a command is about to be written.
 */
const SOCKET_CODES = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Another writer is in between: what was read is no longer (or not yet) what a majority of members has. Look again. */
export class LookAgainError extends Error {
  constructor(id: string) {
    super(`document ${id} changed while it was written, or is not on a majority of members yet`);
    this.name = 'LookAgainError';
  }
}

/** The driver itself trips over such an error when it meets it in the commit of a transaction: it asks it for its labels. */
const TRIPPED = /\.hasErrorLabel is not a function$/;

function isSocketFault(error: unknown): boolean {
  if (error instanceof TypeError) return TRIPPED.test(error.message);
  return SOCKET_CODES.has((error as NodeJS.ErrnoException | undefined)?.code ?? '');
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

export function isPassingFault(error: unknown): boolean {
  if (error instanceof LookAgainError || isSocketFault(error)) return true;
  // Of a first connection; an error of mongoose's own, not of the driver.
  if (error instanceof MongooseError.MongooseServerSelectionError) return true;
  if (!(error instanceof mongo.MongoError)) return false;
  if (error instanceof mongo.MongoNetworkError || error instanceof mongo.MongoServerSelectionError) return true;
  if (error instanceof mongo.MongoOperationTimeoutError || error.name === 'MongoWaitQueueTimeoutError') return true;
  if (PASSING_LABELS.some((label) => error.hasErrorLabel(label))) return true;
  return PASSING_CODES.has(Number(error.code));
}
