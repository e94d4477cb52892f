import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../deploy/stack';

export interface SoloOptions {
  /** Folder of the compiled sources. */
  dist: string;
  /** Its data folder. */
  data: string;
  reference: string;
  /** Gets what it says. */
  logFile: string;
}

/** A supervisor's pause before it starts again what has ended. */
const START_AGAIN_MS = 200;
const ASK_AGAIN_MS = 100;
const ANSWERS_WITHIN_MS = 30_000;
const TAIL_LENGTH = 10_000;

/** `sandan run` as an operator runs it, and its supervisor, who starts it again whenever it ends by itself. */
export class SoloProcess {
  /** How it ended each time without being asked to: its exit code and the last line it said. */
  readonly endings: { code: number | null; said: string }[] = [];
  /** Records that it did not take, or did not say so, how often. */
  refusals = 0;
  /** When it last took records, of `performance.now()`. */
  takenAt = 0;
  private child: ChildProcess | undefined;
  private port = 0;
  private stopped = false;
  private givenUp = false;

  constructor(private readonly options: SoloOptions) {}

  get deaths(): number {
    return this.endings.length;
  }

  async start(): Promise<void> {
    this.port = await findFreePort();
    mkdirSync(dirname(this.options.logFile), { recursive: true });
    this.spawn();
    await this.untilReady();
  }

  /** Resolves once the records are on disk; a sender that gets no answer, or a bad one, sends them again. */
  async take(lines: readonly string[]): Promise<void> {
    const body = `${lines.join('\n')}\n`;
    for (;;) {
      const answer = await this.ask('/v1/records', { method: 'POST', headers: NDJSON, body });
      if (answer?.status === 202) break;
      if (answer && answer.status < 500) throw new Error(`the records were refused: ${answer.status} ${answer.text}`);
      this.refusals += 1;
      await sleep(ASK_AGAIN_MS);
    }
    this.takenAt = performance.now();
  }

  /** Resolves with the seconds it took until it was ready and took records again. */
  async untilTaking(since: number): Promise<number> {
    await this.untilReady();
    while (this.takenAt <= since) await sleep(ASK_AGAIN_MS);
    return (performance.now() - since) / 1_000;
  }

  /** Resolves when nothing that was taken is undecided. */
  async untilSettled(): Promise<void> {
    for (;;) {
      const metrics = await this.ask('/metrics');
      const lag = /^clearance_consumer_lag_records\{.*\} (\d+)$/m.exec(metrics?.text ?? '')?.[1];
      if (lag === '0') return;
      await sleep(ASK_AGAIN_MS);
    }
  }

  /** SIGKILL; the supervisor starts it again unless it is told to hold. */
  async kill({ hold = false } = {}): Promise<void> {
    const { child } = this;
    this.stopped = hold;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    // Only when it is closed does the supervisor hear of its end: one that was told to hold must not go on before.
    await new Promise((resolve) => child.once('close', resolve).kill('SIGKILL'));
  }

  goOn(): void {
    this.stopped = false;
    this.spawn();
  }

  /** SIGKILL for good: whoever still asks it gets an error. */
  async giveUp(): Promise<void> {
    this.givenUp = true;
    await this.kill({ hold: true });
  }

  /** SIGTERM; resolves with the exit code. */
  async stop(): Promise<number | null> {
    const { child } = this;
    this.stopped = true;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    return new Promise((resolve) => child.once('exit', (code) => resolve(code)).kill('SIGTERM'));
  }

  async untilReady(): Promise<void> {
    while ((await this.ask('/readyz'))?.status !== 200) await sleep(ASK_AGAIN_MS);
  }

  private async ask(path: string, how: RequestInit = {}): Promise<{ status: number; text: string } | undefined> {
    // Else a sender would try again for ever when its test has failed.
    if (this.givenUp) throw new Error('the engine was given up');
    try {
      const url = `http://127.0.0.1:${this.port}${path}`;
      const answer = await fetch(url, { ...how, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
      return { status: answer.status, text: await answer.text() };
    } catch {
      // Nobody listens, or it died with the question in its hands.
      return undefined;
    }
  }

  private spawn(): void {
    const { dist, data, reference, logFile } = this.options;
    const call = ['run', '--data', data, '--reference', reference, '--port', String(this.port)];
    const child = spawn(process.execPath, [join(dist, 'apps', 'solo', 'src', 'main.js'), ...call], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    let said = '';
    child.stderr.on('data', (bytes: Buffer) => {
      appendFileSync(logFile, bytes);
      said = `${said}${bytes.toString()}`.slice(-TAIL_LENGTH);
    });
    // Not when it exits: what it said last may still be on its way.
    child.once('close', (code, signal) => {
      if (this.stopped) return;
      if (signal !== 'SIGKILL') this.endings.push({ code, said: said.trimEnd().split('\n').at(-1)! });
      setTimeout(() => this.stopped || this.spawn(), START_AGAIN_MS);
    });
  }
}

const NDJSON = { 'content-type': 'application/x-ndjson' };
