import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadEnvironmentError } from './bad-environment.error';
import { environmentExample, environmentTable } from './environment-table';
import { loadServiceConfig } from './load-service-config';
import { type Environment, parseEnvironment } from './parse-environment';
import { ServiceConfig } from './service-config';
import { variablesOf } from './variable';

const needed: Environment = {
  SANDAN_BROKERS: 'kafka-1:9092, kafka-2:9092',
  SANDAN_MONGO_URI: 'mongodb://127.0.0.1:27017/sandan?replicaSet=rs0',
  SANDAN_REFERENCE: 'seeds/reference',
  SANDAN_BUYER_KEY: 'sixteen-or-more-characters',
};

const noFiles = (file: string): string => {
  throw new Error(`no ${file}`);
};

const parse = (changes: Environment = {}) => parseEnvironment(ServiceConfig, { ...needed, ...changes }, noFiles);

function problemsOf(changes: Environment): readonly string[] {
  try {
    parse(changes);
  } catch (error) {
    if (error instanceof BadEnvironmentError) return error.problems;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('a good environment', () => {
  it('needs four variables, the rest has defaults', () => {
    expect({ ...parse() }).toEqual({
      brokers: ['kafka-1:9092', 'kafka-2:9092'],
      mongoUri: 'mongodb://127.0.0.1:27017/sandan?replicaSet=rs0',
      referenceFolder: 'seeds/reference',
      buyerKey: 'sixteen-or-more-characters',
      httpHost: '127.0.0.1',
      httpPort: 3001,
      logLevel: 'info',
      batchRecordsMax: 1000,
      batchBytesMax: 4_194_304,
      flushWaitMs: 40,
      checkpointFlushes: 50,
      cacheKeysMax: 200_000,
      cacheBytesMax: 33_554_432,
      idleClockMs: 5000,
      instance: '',
      sessionTimeoutMs: 10_000,
      heartbeatIntervalMs: 1000,
      poisonPercentMax: 20,
      poisonWindowRecords: 1000,
      rebalanceTimeoutMs: 60_000,
    });
  });

  it('gives numbers as numbers, and an empty variable its default', () => {
    expect(parse({ SANDAN_HTTP_PORT: '0', SANDAN_IDLE_CLOCK_MS: '0', SANDAN_LOG_LEVEL: '' })).toMatchObject({
      httpPort: 0,
      idleClockMs: 0,
      logLevel: 'info',
    });
  });

  it('cannot be changed afterwards', () => {
    const config = parse();
    expect(Object.isFrozen(config) && Object.isFrozen(config.brokers)).toBe(true);
  });

  it('may name a file for a secret', () => {
    const folder = mkdtempSync(join(tmpdir(), 'environment-'));
    try {
      writeFileSync(join(folder, 'key'), 'from-a-file-with-a-line-break\n');
      const environment = { ...needed, SANDAN_BUYER_KEY: '', SANDAN_BUYER_KEY_FILE: join(folder, 'key') };
      expect(loadServiceConfig(environment).buyerKey).toBe('from-a-file-with-a-line-break');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a bad environment', () => {
  it('is told all its faults at once', () => {
    expect(problemsOf({ SANDAN_BROKERS: undefined, SANDAN_BUYER_KEY: 'short', SANDAN_HTTP_PORT: '70000' })).toEqual([
      'SANDAN_BROKERS is not set; it must be a comma list of host:port',
      'SANDAN_BUYER_KEY must be at least 16 characters',
      'SANDAN_HTTP_PORT must be a whole number from 0 to 65535',
    ]);
  });

  it.each([
    ['SANDAN_BROKERS', 'kafka'],
    ['SANDAN_BROKERS', ','],
    ['SANDAN_MONGO_URI', 'postgres://x'],
    ['SANDAN_HTTP_PORT', '3001.5'],
    ['SANDAN_HTTP_PORT', '-1'],
    ['SANDAN_HTTP_PORT', '0x10'],
    ['SANDAN_LOG_LEVEL', 'loud'],
    ['SANDAN_BATCH_RECORDS_MAX', '0'],
    ['SANDAN_BATCH_BYTES_MAX', '1000'],
    ['SANDAN_FLUSH_WAIT_MS', '20ms'],
  ])('is refused for %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name} must be `)]);
  });

  it('never shows what a variable holds', () => {
    const secret = 'sesame';
    const problems = problemsOf({ SANDAN_MONGO_URI: secret, SANDAN_BUYER_KEY: secret, SANDAN_LOG_LEVEL: secret });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain(secret);
  });

  it('is refused when a secret is given twice or its file cannot be read', () => {
    expect(problemsOf({ SANDAN_BUYER_KEY_FILE: 'key' })).toEqual([
      'SANDAN_BUYER_KEY and SANDAN_BUYER_KEY_FILE are both set; keep one',
    ]);
    expect(problemsOf({ SANDAN_BUYER_KEY: undefined, SANDAN_BUYER_KEY_FILE: 'key' })).toEqual([
      'SANDAN_BUYER_KEY_FILE names a file that cannot be read',
    ]);
  });

  it.each([
    [
      { SANDAN_HEARTBEAT_INTERVAL_MS: '10000' },
      'SANDAN_HEARTBEAT_INTERVAL_MS must be less than SANDAN_SESSION_TIMEOUT_MS',
    ],
    [
      { SANDAN_REBALANCE_TIMEOUT_MS: '9999' },
      'SANDAN_SESSION_TIMEOUT_MS must not be more than SANDAN_REBALANCE_TIMEOUT_MS',
    ],
  ])('is refused when times do not fit together: %j', (changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });
});

describe('the pages about the environment', () => {
  const root = join(__dirname, '../../../..');

  it.each([
    ['docs/reference/environment.md', environmentTable()],
    ['.env.example', environmentExample()],
  ])('%s is what the config classes say (SANDAN_WRITE_PAGES=1 writes it)', (file, text) => {
    if (process.env['SANDAN_WRITE_PAGES'] === '1') writeFileSync(join(root, file), text);
    expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  });

  it('every default is itself allowed', () => {
    const defaults = variablesOf(ServiceConfig).filter(({ otherwise }) => otherwise !== undefined);
    const spelled = Object.fromEntries(defaults.map(({ name, otherwise }) => [name, String(otherwise)]));
    expect({ ...parse(spelled) }).toEqual({ ...parse() });
  });
});
