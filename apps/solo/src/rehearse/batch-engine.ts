import { mkdirSync, read } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadReference } from '@sandan/config';
import type { OutputView } from '@sandan/pipeline';
import { SHARDS } from '../clear/clear-run';
import { LineBlocks } from '../clear/line-blocks';
import { LineFeed } from '../clear/line-feed';
import { OutputFiles } from '../clear/output-files';
import { runShared } from '../clear/shared-run';
import type { BatchMessage, BatchStart, ToldClearance } from './batch-messages';

// The process of the batch engine in a rehearsal: lines come in on standard input, decisions are told to the parent.

/** Blocks of about this size are decided at once, smaller ones when the engine has nothing else to do. */
const BLOCK_BYTES = 512 * 1024;
/** Blocks that may wait: the rest waits in the pipe, and then where it is made. */
const BACKLOG_BLOCKS_MAX = 4;
const STANDARD_INPUT = 0;

const DECISION_HEAD = /"revision":(\d+),"outcome":"([A-Z_]+)"/;
const HEAD_BYTES = 400;

const readInput = promisify(read);

class BatchEngine {
  private readonly feed = new LineFeed((block) => this.decided(block));
  private readonly blocks = new LineBlocks(BLOCK_BYTES);
  private ended = false;
  private roomAgain: () => void = () => undefined;

  async run({ referenceFolder, folder }: BatchStart): Promise<void> {
    const reference = await loadReference(referenceFolder);
    mkdirSync(folder, { recursive: true });
    const files = new OutputFiles(folder);
    const write = (outputs: readonly OutputView[]): void => {
      files.write(outputs);
      const clearances = outputs.filter(({ topic }) => topic === 'clearances.v1').map(toldClearance);
      if (clearances.length > 0) tell({ clearances });
    };
    tell('ready');
    const job = { reference, storeFolder: join(folder, 'store') };
    await Promise.all([runShared(job, { shards: SHARDS, write, feed: this.feed }), this.readLines()]);
    files.close();
  }

  private async readLines(): Promise<void> {
    while (!this.ended) {
      while (this.feed.backlog >= BACKLOG_BLOCKS_MAX) await new Promise<void>((resolve) => (this.roomAgain = resolve));
      const room = this.blocks.room();
      const { bytesRead } = await readInput(STANDARD_INPUT, room, 0, room.length, null);
      this.blocks.came(bytesRead);
      this.ended = bytesRead === 0;
      this.handOn();
    }
    this.feed.end();
  }

  private decided(block: Uint8Array): void {
    if (block.byteLength > 0) this.blocks.giveBack(block);
    tell({ decidedBytes: this.feed.decidedBytes });
    this.handOn();
    this.roomAgain();
  }

  /** Hands on what has come, in whole lines. */
  private handOn(): void {
    const isDue = this.blocks.isFull || this.ended || this.feed.backlog === 0;
    const lines = isDue && this.blocks.take();
    if (lines) this.feed.send(lines);
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
