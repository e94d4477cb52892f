import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DayRecord } from '../../seeds/day';
import type { SoakSample } from './soak-verdict';

const START_WITHIN_MS = 90_000;
/** Records of one call, where many are sent; and what may wait before the next. */
export const BATCH_RECORDS = 2_000;
const BACKLOG_MAX = 8_000;
export const POLL_MS = 3;

/** `sandan run` as an operator starts it, in a process of its own, and what can be seen of it from outside (Linux). */
export class PortServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(root: string, folder: string): Promise<PortServer> {
    const args = ['run', '--data', folder, '--reference', join(root, 'seeds', 'reference'), '--port', '0'];
    const child = spawn(process.execPath, [join(root, 'dist', 'apps', 'solo', 'src', 'main.js'), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('sandan run did not begin to listen')), START_WITHIN_MS);
      child.once('exit', (code) => reject(new Error(`sandan run ended with ${code}`)));
      createInterface({ input: child.stderr! }).on('line', (line) => {
        const found = /^(http:\S+)  \(Ctrl\+C ends\)$/.exec(line)?.[1];
        if (found === undefined) return;
        clearTimeout(late);
        resolve(found);
      });
    });
    return new PortServer(child, url);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Sends records; resolves when they are on disk. */
  async take(records: readonly DayRecord[]): Promise<void> {
    const body = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    const headers = { 'content-type': 'application/x-ndjson' };
    const answer = await fetch(`${this.url}v1/records`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    if (answer.status !== 202) throw new Error(`records were refused with ${answer.status}`);
  }

  /** Sends records, and waits until it has decided nearly all it has: it is never idle and never far behind. */
  async takeAtItsPace(records: readonly DayRecord[]): Promise<void> {
    await this.take(records);
    while ((await this.backlog()) > BACKLOG_MAX) await sleep(POLL_MS);
  }

  async isDecided(orderNo: string): Promise<boolean> {
    const answer = await fetch(`${this.url}api/parcels/${orderNo}`);
    const view = (await answer.json()) as { parcels?: { clearances: unknown[] }[] };
    return view.parcels?.some(({ clearances }) => clearances.length > 0) ?? false;
  }

  /** Records taken and not yet decided. */
  async backlog(): Promise<number> {
    return (await this.summary()).backlogRecords;
  }

  /** Clearances told since its folder was new. */
  async clearances(): Promise<number> {
    return (await this.summary()).clearances;
  }

  private async summary(): Promise<{ backlogRecords: number; clearances: number }> {
    const answer = await fetch(`${this.url}api/summary`);
    return (await answer.json()) as { backlogRecords: number; clearances: number };
  }

  async look(at: number): Promise<SoakSample> {
    const { pid } = this;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const metrics = await (await fetch(`${this.url}metrics`)).text();
    return {
      at,
      anonMiB: Number(/^RssAnon:\s+(\d+)/m.exec(status)![1]) / 1024,
      files: readdirSync(`/proc/${pid}/fd`).length,
      timers: Number(/^nodejs_active_resources\{type="Timeout"\} (\d+)/m.exec(metrics)?.[1] ?? 0),
    };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
