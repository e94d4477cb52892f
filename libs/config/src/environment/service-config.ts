import { ArrayNotEmpty, IsIn, IsInt, IsNotEmpty, Matches, Max, Min, MinLength } from 'class-validator';
import type { CrossChecked } from './parse-environment';
import { FromEnvironment } from './variable';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const MEBIBYTE = 1024 * 1024;

/** What a process of the distributed engine is told from outside. Durations in ms, sizes in bytes. */
export class ServiceConfig implements CrossChecked {
  @FromEnvironment({
    name: 'SANDAN_BROKERS',
    meaning: 'Kafka brokers to start from.',
    allowed: 'a comma list of host:port',
    kind: 'list',
  })
  @ArrayNotEmpty()
  @Matches(/^[^\s/]+:\d{1,5}$/, { each: true })
  readonly brokers: readonly string[];

  @FromEnvironment({
    name: 'SANDAN_MONGO_URI',
    meaning: 'Connection string of MongoDB (a replica set), with the name of the database.',
    allowed: 'a mongodb:// or mongodb+srv:// connection string',
    kind: 'text',
    secret: true,
  })
  @Matches(/^mongodb(\+srv)?:\/\/\S+$/)
  readonly mongoUri: string;

  @FromEnvironment({
    name: 'SANDAN_REFERENCE',
    meaning: 'Folder with enterprises.json, books.json, hs-rates.csv and settings.json.',
    allowed: 'a folder',
    kind: 'text',
  })
  @IsNotEmpty()
  readonly referenceFolder: string;

  @FromEnvironment({
    name: 'SANDAN_BUYER_KEY',
    meaning: 'Key of the hash under which a quota of a buyer is kept. Must never change while ledgers are kept.',
    allowed: 'at least 16 characters',
    kind: 'text',
    secret: true,
  })
  @MinLength(16)
  readonly buyerKey: string;

  @FromEnvironment({
    name: 'SANDAN_INSTANCE',
    meaning:
      'Name of this process, another one for each process of a stage and the same after a restart. A process that was killed and is started again under its name takes its lanes back at once; without one it waits for the session timeout.',
    allowed: 'letters, digits, `.`, `_` and `-`, or nothing',
    kind: 'text',
    otherwise: '',
  })
  @Matches(/^[\w.-]*$/)
  readonly instance: string;

  @FromEnvironment({
    name: 'SANDAN_HTTP_HOST',
    meaning: 'Address that HTTP listens on.',
    allowed: 'a host name or an IP address',
    kind: 'text',
    otherwise: '127.0.0.1',
  })
  @Matches(/^[\w.:-]+$/)
  readonly httpHost: string;

  @FromEnvironment({
    name: 'SANDAN_HTTP_PORT',
    meaning: 'Port that HTTP listens on; 0 = any free one.',
    allowed: 'a whole number from 0 to 65535',
    kind: 'whole number',
    otherwise: 3001,
  })
  @IsInt()
  @Max(65_535)
  readonly httpPort: number;

  @FromEnvironment({
    name: 'SANDAN_LOG_LEVEL',
    meaning: 'The least important lines that are logged.',
    allowed: `one of ${LOG_LEVELS.join(', ')}`,
    kind: 'text',
    otherwise: 'info',
  })
  @IsIn(LOG_LEVELS)
  readonly logLevel: LogLevel;

  @FromEnvironment({
    name: 'SANDAN_BATCH_RECORDS_MAX',
    meaning: 'Records that are decided and committed together, at most.',
    allowed: 'a whole number from 1 to 100000',
    kind: 'whole number',
    otherwise: 1000,
  })
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly batchRecordsMax: number;

  @FromEnvironment({
    name: 'SANDAN_BATCH_BYTES_MAX',
    meaning: 'Bytes of values in such a batch, about.',
    // One record may have 1 MiB; a MongoDB document that holds a batch ends at 16 MiB.
    allowed: 'a whole number from 1048576 to 12582912',
    kind: 'whole number',
    otherwise: 4 * MEBIBYTE,
  })
  @IsInt()
  @Min(MEBIBYTE)
  @Max(12 * MEBIBYTE)
  readonly batchBytesMax: number;

  @FromEnvironment({
    name: 'SANDAN_FLUSH_WAIT_MS',
    meaning: 'The lanes of parcels decide at full multiples of this time, so that what they write goes together.',
    allowed: 'a whole number from 0 to 10000',
    kind: 'whole number',
    otherwise: 40,
  })
  @IsInt()
  @Max(10_000)
  readonly flushWaitMs: number;

  @FromEnvironment({
    name: 'SANDAN_CHECKPOINT_FLUSHES',
    meaning: 'Flushes after which the states of a lane are saved; more make a crash take longer to recover from.',
    allowed: 'a whole number from 1 to 100000',
    kind: 'whole number',
    otherwise: 50,
  })
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly checkpointFlushes: number;

  @FromEnvironment({
    name: 'SANDAN_CACHE_KEYS_MAX',
    meaning: 'States that a lane keeps in memory, at most.',
    allowed: 'a whole number from 1000 to 10000000',
    kind: 'whole number',
    otherwise: 200_000,
  })
  @IsInt()
  @Min(1_000)
  @Max(10_000_000)
  readonly cacheKeysMax: number;

  @FromEnvironment({
    name: 'SANDAN_CACHE_BYTES_MAX',
    meaning:
      'Packed bytes of the states that a lane keeps in memory, about; there they take two to three times as much.',
    allowed: 'a whole number from 1048576 to 8589934592',
    kind: 'whole number',
    otherwise: 32 * MEBIBYTE,
  })
  @IsInt()
  @Min(MEBIBYTE)
  @Max(8 * 1024 * MEBIBYTE)
  readonly cacheBytesMax: number;

  @FromEnvironment({
    name: 'SANDAN_IDLE_CLOCK_MS',
    meaning: 'How long a lane must be idle before wall time moves its business clock; 0 = never.',
    allowed: 'a whole number from 0 to 3600000',
    kind: 'whole number',
    otherwise: 5000,
  })
  @IsInt()
  @Max(3_600_000)
  readonly idleClockMs: number;

  @FromEnvironment({
    name: 'SANDAN_POISON_PERCENT_MAX',
    meaning: 'A lane stops when more of its last records than this become dead letters; 100 = never.',
    allowed: 'a whole number from 1 to 100',
    kind: 'whole number',
    otherwise: 20,
  })
  @IsInt()
  @Min(1)
  @Max(100)
  readonly poisonPercentMax: number;

  @FromEnvironment({
    name: 'SANDAN_POISON_WINDOW_RECORDS',
    meaning: 'How many of the last records of a lane are looked at for that.',
    allowed: 'a whole number from 10 to 1000000',
    kind: 'whole number',
    otherwise: 1000,
  })
  @IsInt()
  @Min(10)
  @Max(1_000_000)
  readonly poisonWindowRecords: number;

  @FromEnvironment({
    name: 'SANDAN_SESSION_TIMEOUT_MS',
    meaning: 'Silence after which Kafka gives the lanes of a process to others.',
    allowed: 'a whole number from 1000 to 300000',
    kind: 'whole number',
    otherwise: 10_000,
  })
  @IsInt()
  @Min(1_000)
  @Max(300_000)
  readonly sessionTimeoutMs: number;

  @FromEnvironment({
    name: 'SANDAN_HEARTBEAT_INTERVAL_MS',
    meaning: 'Time between two signs of life to Kafka; shorter than the session timeout.',
    allowed: 'a whole number from 100 to 300000',
    kind: 'whole number',
    otherwise: 1000,
  })
  @IsInt()
  @Min(100)
  @Max(300_000)
  readonly heartbeatIntervalMs: number;

  @FromEnvironment({
    name: 'SANDAN_REBALANCE_TIMEOUT_MS',
    meaning: 'Time to finish running flushes when lanes move; not shorter than the session timeout.',
    allowed: 'a whole number from 1000 to 3600000',
    kind: 'whole number',
    otherwise: 60_000,
  })
  @IsInt()
  @Min(1_000)
  @Max(3_600_000)
  readonly rebalanceTimeoutMs: number;

  conflicts(): string[] {
    const conflicts: string[] = [];
    if (this.heartbeatIntervalMs >= this.sessionTimeoutMs) {
      conflicts.push('SANDAN_HEARTBEAT_INTERVAL_MS must be less than SANDAN_SESSION_TIMEOUT_MS');
    }
    if (this.sessionTimeoutMs > this.rebalanceTimeoutMs) {
      conflicts.push('SANDAN_SESSION_TIMEOUT_MS must not be more than SANDAN_REBALANCE_TIMEOUT_MS');
    }
    return conflicts;
  }
}
