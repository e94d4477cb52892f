import type { ConnectOptions } from 'mongoose';

const MAJORITY_WITHIN_MS = 10_000;

/**
 * Said here and not left to the URI or the server's defaults: an acknowledged write has survived an election and a power
 * cut. Without a majority the server answers after `wtimeoutMS`, and the call is tried again.
 */
export const DURABLE = {
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: MAJORITY_WITHIN_MS },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
} as const satisfies ConnectOptions;

/** The same of a command that is written as the server reads it. */
export const DURABLE_COMMAND = { writeConcern: { w: 'majority', j: true, wtimeout: MAJORITY_WITHIN_MS } } as const;
