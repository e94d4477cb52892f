import type { ConnectOptions } from 'mongoose';

/**
 * Said here and not left to the URI or the server's defaults: an acknowledged write has survived an election and a power
 * cut. Without a majority the server answers after `wtimeoutMS`, and the call is tried again.
 */
export const DURABLE = {
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
} as const satisfies ConnectOptions;
