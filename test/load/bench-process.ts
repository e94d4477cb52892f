import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const TELL_EVERY_MS = 100;
const START_WITHIN_MS = 60_000;

/** In the program itself: says on standard output that it consumes, and how many parcels it has told of, until it is ended. */
export function tell(count: () => number): void {
  process.stdout.write('consuming\n');
  setInterval(() => process.stdout.write(`${count()}\n`), TELL_EVERY_MS);
  process.on('SIGTERM', () => process.exit(0));
}

/** A program of the bench that speaks by `tell`, as a process of its own. */
export class BenchProcess {
  private child: ChildProcess | undefined;
  private told = 0;

  constructor(
    private readonly program: string,
    private readonly args: readonly string[],
  ) {}

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get parcels(): number {
    return this.told;
  }

  /** Resolves once it consumes. */
  start(): Promise<void> {
    const child = spawn(process.execPath, [this.program, ...this.args], {
      env: { PATH: process.env['PATH'] ?? '', KAFKAJS_NO_PARTITIONER_WARNING: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.program} does not consume`)), START_WITHIN_MS);
      child.once('exit', (code) => reject(new Error(`${this.program} ended with ${code}`)));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        if (line !== 'consuming') return void (this.told = Number(line));
        clearTimeout(late);
        resolve();
      });
    });
  }

  stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  }
}
