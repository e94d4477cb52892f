import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type AppName = 'parcel' | 'ledger' | 'release';

export interface StageProcessOptions {
  app: AppName;
  /** Folder of the compiled sources. */
  dist: string;
  /** Gets the log of each process. */
  logFolder: string;
  environment: Readonly<Record<string, string>>;
  /** Names its log where several processes of one app run; default the app. */
  name?: string;
  /** Options of Node itself besides the usual ones, `--cpu-prof` for example. */
  nodeOptions?: readonly string[];
}

/** As deploy/Dockerfile starts them: a batch lives for one flush, and with room for it little of it grows old. */
const USUAL_OPTIONS = ['--max-semi-space-size=32'];
const START_WITHIN_MS = 90_000;

/** One process of the engine, as an operator runs it. */
export class StageProcess {
  private child: ChildProcess | undefined;
  private readonly lastLines: string[] = [];
  private probes = '';

  constructor(private readonly options: StageProcessOptions) {}

  get app(): AppName {
    return this.options.app;
  }

  get name(): string {
    return this.options.name ?? this.options.app;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** The exit code of a process that ended by itself or was stopped; undefined while it runs, and after a kill. */
  get exitCode(): number | undefined {
    return this.child?.exitCode ?? undefined;
  }

  /** Where its probes listen, once it consumes. */
  get url(): string {
    return this.probes;
  }

  /** Starts the process and resolves once it consumes; `more` of its environment holds for this start only. */
  start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const { app, dist, environment, nodeOptions = [] } = this.options;
    const child = spawn(
      process.execPath,
      [...USUAL_OPTIONS, ...nodeOptions, join(dist, 'apps', app, 'src', 'main.js')],
      {
        env: { ...inherited(), ...environment, ...more },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    this.child = child;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(this.fault('did not begin to consume')), START_WITHIN_MS);
      const settle = (then: () => void): void => {
        clearTimeout(late);
        then();
      };
      createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
        this.keep(line);
        if (!line.includes('"event":"consuming"')) return;
        this.probes = (JSON.parse(line) as { url: string }).url;
        settle(resolve);
      });
      // Killed on purpose before it consumed: whoever killed it starts it again.
      child.once('exit', (code) =>
        settle(() => (code === null || code === 0 ? resolve() : reject(this.fault(`ended with ${code}`)))),
      );
    });
  }

  /** SIGKILL, as a power cut does it. */
  kill(): Promise<void> {
    return this.end('SIGKILL').then(() => undefined);
  }

  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  private end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (!child) return Promise.resolve(null);
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
    return new Promise((resolve) => {
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
    });
  }

  private keep(line: string): void {
    mkdirSync(this.options.logFolder, { recursive: true });
    appendFileSync(join(this.options.logFolder, `${this.name}.log`), `${line}\n`);
    this.lastLines.push(line);
    if (this.lastLines.length > 20) this.lastLines.shift();
  }

  private fault(what: string): Error {
    return new Error(`process ${this.name} ${what}:\n${this.lastLines.join('\n')}`);
  }
}

/** What `tools/run` gives every program. */
function inherited(): Record<string, string> {
  const { PATH = '', NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE === undefined ? { PATH } : { PATH, NODE_COMPILE_CACHE };
}

/** The environment of a process over these servers; a business clock that only records move. */
export function stageEnvironment(
  servers: { brokers: readonly string[]; mongoUri: string },
  referenceFolder: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    SANDAN_BROKERS: servers.brokers.join(','),
    SANDAN_MONGO_URI: servers.mongoUri,
    SANDAN_REFERENCE: referenceFolder,
    SANDAN_BUYER_KEY: 'a key for invented buyers',
    SANDAN_HTTP_PORT: '0',
    SANDAN_IDLE_CLOCK_MS: '0',
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    ...more,
  };
}
