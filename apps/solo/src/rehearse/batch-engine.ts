import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadReference } from '@sandan/config';
import type { OutputView } from '@sandan/pipeline';
import { SHARDS } from '../clear/clear-run';
import { LineFeed } from '../clear/line-feed';
import { OutputFiles } from '../clear/output-files';
import { runShared } from '../clear/shared-run';
import type { BatchMessage, BatchStart, ToldClearance } from './batch-messages';

// The process of the batch engine in a rehearsal: lines come in on standard input, decisions are told to the parent.

/** Blocks of about this size are decided at once, smaller ones when the engine has nothing else to do. */
const BLOCK_BYTES = 512 * 1024;
/** Blocks that may wait: the rest waits in the pipe, and then where it is made. */
const BACKLOG_BLOCKS_MAX = 4;
const LINE_FEED = 10;

const DECISION_HEAD = /"revision":(\d+),"outcome":"([A-Z_]+)"/;
const HEAD_BYTES = 400;

class BatchEngine {
  private readonly feed = new LineFeed(() => this.pump());
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  private toldBytes = 0;
  private ended = false;

  async run({ referenceFolder, folder }: BatchStart): Promise<void> {
    const reference = await loadReference(referenceFolder);
    mkdirSync(folder, { recursive: true });
    const files = new OutputFiles(folder);
    process.stdin.on('data', (chunk: Buffer) => {
      this.waiting.push(chunk);
      this.waitingBytes += chunk.length;
      this.pump();
    });
    process.stdin.on('end', () => {
      this.ended = true;
      this.pump();
    });
    const write = (outputs: readonly OutputView[]): void => {
      files.write(outputs);
      const clearances = outputs.filter(({ topic }) => topic === 'clearances.v1').map(toldClearance);
      if (clearances.length > 0) tell({ clearances });
    };
    tell('ready');
    await runShared({ reference, storeFolder: join(folder, 'store') }, { shards: SHARDS, write, feed: this.feed });
    files.close();
  }

  /** Hands on what has come, in whole lines. */
  private pump(): void {
    const { feed } = this;
    if (feed.decidedBytes > this.toldBytes) tell({ decidedBytes: (this.toldBytes = feed.decidedBytes) });
    const isIdle = feed.backlog === 0;
    if (this.waitingBytes >= BLOCK_BYTES || ((isIdle || this.ended) && this.waitingBytes > 0)) this.send();
    if (feed.backlog >= BACKLOG_BLOCKS_MAX) process.stdin.pause();
    else process.stdin.resume();
    if (this.ended && this.waitingBytes === 0) feed.end();
  }

  private send(): void {
    const all = Buffer.concat(this.waiting);
    const end = all.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) return;
    const rest = all.subarray(end);
    this.waiting.splice(0, this.waiting.length, ...(rest.length > 0 ? [rest] : []));
    this.waitingBytes = rest.length;
    this.feed.send(all.subarray(0, end));
  }
}

function toldClearance({ key, value }: OutputView): ToldClearance {
  const found = DECISION_HEAD.exec(value.toString('latin1', 0, HEAD_BYTES));
  if (!found) throw new Error('a clearance without its revision and outcome');
  return [String(key), Number(found[1]), found[2]!];
}

function tell(message: BatchMessage): void {
  process.send!(message);
}

process.once('message', (start: BatchStart) => {
  new BatchEngine().run(start).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
