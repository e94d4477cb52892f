import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Fields of an event: ids, counts, durations. Never the value of a record. */
export type LogFields = Readonly<Record<string, string | number | boolean | bigint | undefined>>;

/** One JSON line an event; `event` is a fixed kebab-case name, so that lines can be counted and searched. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, error?: unknown, fields?: LogFields): void;
}

/** Personal data of the wire and what it travels in: a last net, for nothing of it belongs into a log line at all. */
const PERSONAL_FIELDS = [
  'buyerRegNo',
  'buyerName',
  'buyerTelephone',
  'buyerIdNumber',
  'payerName',
  'payerIdNumber',
  'telephone',
  'consignee',
  'consigneeTelephone',
  'consigneeAddress',
  'value',
  'text',
  'content',
  'body',
];

const STDERR = 2;

/** Writes JSON lines to stderr (stdout belongs to results): time, level, name, event, fields. */
export function createLogger(name: string, level: LogLevel = 'info', destination?: DestinationStream): Logger {
  const log = pino(
    {
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: PERSONAL_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    },
    destination ?? pino.destination({ fd: STDERR, sync: true }),
  );
  return {
    debug: (event, fields) => write(log, 'debug', event, fields),
    info: (event, fields) => write(log, 'info', event, fields),
    warn: (event, fields) => write(log, 'warn', event, fields),
    error: (event, error, fields) => write(log, 'error', event, { ...describeError(error), ...fields }),
  };
}

function write(
  log: PinoLogger,
  level: 'debug' | 'info' | 'warn' | 'error',
  event: string,
  fields: LogFields = {},
): void {
  const plain = Object.entries(fields).map(([key, value]) => [key, typeof value === 'bigint' ? String(value) : value]);
  log[level]({ event, ...Object.fromEntries(plain) });
}

/** Where an error came from, without its message when that may quote data: a parser's message holds the text. */
function describeError(error: unknown): LogFields {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const message = error instanceof SyntaxError ? undefined : error.message.slice(0, 300);
  return { error: error.name, ...(message !== undefined && { message }), stack: frames.slice(0, 8).join('\n') };
}
