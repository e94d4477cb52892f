import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Utf8Writer } from '@sandan/pipeline';
import { usageOf } from '../../../../deploy/engine';
import type { DayRecord } from '../../../../seeds/day';
import type { BatchMessage, BatchStart } from './batch-messages';
import { folderBytes } from './folder-bytes';
import type { WatchedClearance } from './parcel-watch';
import type { ProcessUsage, RehearsalTarget } from './target';

const ENGINE = 'engine';
const GENERATOR = 'generator and watch';
const END_MS = 30_000;
const LINES_BYTES = 1024 * 1024;

/**
 * The threads of `sandan clear` in a process of their own, fed through a pipe: the engine as it goes over a day at full speed.
 * Its store is thrown away.
 */
export class BatchTarget implements RehearsalTarget {
  private engine: ChildProcess | undefined;
  private cpuBefore = 0;
  private sentBytes = 0;
  private sentRecords = 0;
  /** Of each batch that is not decided: where it ends in the stream of lines, and the records up to there. */
  private readonly open: { bytes: number; records: number }[] = [];
  private decidedRecords = 0;
  private failure: Error | undefined;
  /** Lines of the batch that is being sent. */
  private readonly lines = new Utf8Writer(LINES_BYTES);

  constructor(
    private readonly referenceFolder: string,
    private readonly folder: string,
  ) {}

  async start(onClearance: (clearance: WatchedClearance) => void): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    const engine = fork(join(__dirname, 'batch-engine.js'), { stdio: ['pipe', 2, 2, 'ipc'] });
    this.engine = engine;
    engine.on('exit', (code) => (this.failure = new Error(`the engine of the rehearsal ended with ${code}`)));
    engine.stdin!.on('error', () => undefined);
    const ready = new Promise<void>((resolve, reject) => {
      engine.on('message', (message: BatchMessage) => {
        if (message === 'ready') resolve();
        else if ('clearances' in message) for (const told of message.clearances) onClearance(watched(told));
        else this.decided(message.decidedBytes);
      });
      engine.on('exit', () => reject(this.failure!));
    });
    engine.send({ referenceFolder: this.referenceFolder, folder: this.folder } satisfies BatchStart);
    await ready;
    this.cpuBefore = usageOf(process.pid).cpuSeconds;
  }

  async send(records: readonly DayRecord[]): Promise<void> {
    const { lines } = this;
    lines.clear();
    for (const record of records) {
      lines.add(JSON.stringify(record));
      lines.addLineFeed();
    }
    this.sentBytes += lines.length;
    this.sentRecords += records.length;
    this.open.push({ bytes: this.sentBytes, records: this.sentRecords });
    const { stdin } = this.running();
    // A pipe whose reader has ended is closed, with a call or without.
    await new Promise<void>((resolve) => stdin!.write(lines.view(), () => resolve()));
    this.running();
  }

  async lagRecords(): Promise<number> {
    this.running();
    return this.sentRecords - this.decidedRecords;
  }

  usage(): Record<string, ProcessUsage> {
    const own = usageOf(process.pid);
    const { cpuSeconds, peakRssMb } = usageOf(this.running().pid!);
    return {
      [ENGINE]: { cpuSeconds, peakRssMb },
      [GENERATOR]: { cpuSeconds: own.cpuSeconds - this.cpuBefore, peakRssMb: own.peakRssMb },
    };
  }

  rssMb(): Record<string, number> {
    return { [ENGINE]: usageOf(this.running().pid!).rssMb, [GENERATOR]: usageOf(process.pid).rssMb };
  }

  async storedBytes(): Promise<number> {
    return folderBytes(join(this.folder, 'store'));
  }

  async stop(): Promise<void> {
    const { engine } = this;
    if (engine && !this.failure) {
      const ended = once(engine, 'exit');
      engine.stdin!.end();
      const killing = setTimeout(() => engine.kill('SIGKILL'), END_MS);
      await ended;
      clearTimeout(killing);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private decided(bytes: number): void {
    while (this.open[0] && this.open[0].bytes <= bytes) this.decidedRecords = this.open.shift()!.records;
  }

  private running(): ChildProcess {
    if (this.failure) throw this.failure;
    if (!this.engine) throw new Error('the engine was not started');
    return this.engine;
  }
}

function watched([orderNo, revision, outcome]: [string, number, string]): WatchedClearance {
  return { orderNo, revision, outcome };
}
