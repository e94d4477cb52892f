import { once } from 'node:events';
import { createServer } from 'node:net';
import { loadReference } from '@sandan/config';
import { keepReference } from '../evidence/kept-reference';
import { buildReference } from '@sandan/domain';
import { writeFault } from '@sandan/embedded';
import {
  combineObservers,
  createLogger,
  healthObserver,
  HealthState,
  type Logger,
  type LogLevel,
  loggingObserver,
  MetricsObserver,
} from '@sandan/observability';
import { EmbeddedEngine } from './embedded-engine';
import { createApp } from './http/create-app';
import { catchPrinted } from './printed-errors';

export interface ServerOptions {
  /** Data folder, made when missing. */
  folder: string;
  /** Folder of the reference data. */
  reference: string;
  /** 0 = any free one. */
  port: number;
  host?: string;
  version?: string;
  logLevel?: LogLevel;
  /** false: data may be lost in a power cut, for a folder that is thrown away. Default true. */
  sync?: boolean;
  /** The engine stops when more of its last records than this become dead letters; 100 = never. */
  poisonPercentMax?: number;
}

export interface RunningServer {
  url: string;
  engine: EmbeddedEngine;
  /** Stops taking, finishes what was taken, lets go of the folder. */
  close(): Promise<void>;
  /** Resolves when closed; rejects when the engine failed and only a new start helps. */
  closed: Promise<void>;
}

const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * The whole engine with its web page, in this process. Resolves when it listens; SIGTERM and SIGINT close it. Rejects
 * with `BadReferenceError`, with `StoreNotWritableError`, or with the system's error when the port is taken.
 */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  try {
    return await openServer(options);
  } catch (error) {
    throw writeFault(error, options.folder);
  }
}

async function openServer(options: ServerOptions): Promise<RunningServer> {
  const { folder, port, host = '127.0.0.1', version = 'dev', sync = true } = options;
  const logger = createLogger('sandan', options.logLevel ?? 'info');
  const reference = buildReference(await loadReference(options.reference));
  const { settings } = reference;
  await mustBeFree(port, host);
  keepReference(options.folder, options.reference, settings.version);
  const rules = { rules: settings.version, matchWindowHours: settings.matchWindowHours };
  const metrics = new MetricsObserver({ version, ...rules });
  const running: { engine?: EmbeddedEngine } = {};
  const health = new HealthState(() => running.engine?.healthy() ?? false);
  const observer = combineObservers(metrics, loggingObserver(logger), healthObserver(health));
  const ending = new Ending(logger, folder);
  ending.onFaults();
  const engine = await EmbeddedEngine.open(folder, reference, observer, {
    sync,
    ...(options.poisonPercentMax !== undefined && { poisonPercentMax: options.poisonPercentMax }),
    onFatal: (error) => ending.fail(error),
  });
  running.engine = engine;
  const app = await createApp({ engine, health, metrics }, logger);
  const listening = app.listen(port, host);
  ending.onClose(async (failure) => {
    if (failure) health.failed(failure.message);
    health.stop();
    // An engine that fails at once would else leave a page behind that opens when everything is closed.
    await listening.catch(() => undefined);
    await app.close();
    await engine.close();
  });
  try {
    await listening;
  } catch (error) {
    await ending.close();
    throw error;
  }
  ending.onSignals();
  const address = app.getHttpServer().address() as { port: number };
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`;
  logger.info('listening', { url, ruleSet: settings.version });
  return { url, engine, close: () => ending.close(), closed: ending.closed };
}

/** Before the folder is touched: a server that is started twice by mistake must not take it from the first. */
async function mustBeFree(port: number, host: string): Promise<void> {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

/** Closes once, whoever asks: a signal, the caller, or a failure of the engine. */
class Ending {
  readonly closed: Promise<void>;
  private settle!: { done: () => void; failed: (error: Error) => void };
  private work: ((failure?: Error) => Promise<void>) | undefined;
  private closing: Promise<void> | undefined;
  private failure: Error | undefined;
  private isOver = false;
  private readonly stop = (): void => void this.close();
  private readonly broken = (error: unknown): void => this.fail(error);
  private endPrinting = (): void => undefined;

  constructor(
    private readonly logger: Logger,
    private readonly folder: string,
  ) {
    this.closed = new Promise((done, failed) => {
      this.settle = { done, failed };
    });
    // Whoever waits for it meets the failure; nobody has to.
    this.closed.catch(() => undefined);
  }

  onClose(work: (failure?: Error) => Promise<void>): void {
    this.work = work;
    if (this.failure) void this.close();
  }

  onSignals(): void {
    for (const signal of STOP_SIGNALS) process.once(signal, this.stop);
  }

  /**
   * The store tells of a commit that failed by more promises than anybody holds, and prints it, stack and all: that is one
   * failure, and lines of the log.
   */
  onFaults(): void {
    process.on('unhandledRejection', this.broken);
    this.endPrinting = catchPrinted((said) => this.isOver || this.logger.error('library', said));
  }

  fail(error: unknown): void {
    if (this.failure) return;
    this.failure = writeFault(error, this.folder);
    this.logger.error('engine-failed', this.failure);
    if (this.work) void this.close();
  }

  close(): Promise<void> {
    this.closing ??= this.run();
    return this.closing;
  }

  private async run(): Promise<void> {
    for (const signal of STOP_SIGNALS) process.off(signal, this.stop);
    try {
      await this.work?.(this.failure);
    } catch (error) {
      this.failure ??= writeFault(error, this.folder);
    }
    this.logger.info('closed');
    // What else the store prints of a failure comes later still: the last word is its repair.
    this.isOver = true;
    if (this.failure) return this.settle.failed(this.failure);
    process.off('unhandledRejection', this.broken);
    this.endPrinting();
    this.settle.done();
  }
}
