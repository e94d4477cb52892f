import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { LedgerRounds } from './ledger-rounds';
import { type LineBlock, splitLines } from './line-reader';

/** How often an idle feed looks whether the ledgers still have something to say. */
const IDLE_MS = 20;

type FeedMessage = { block: Uint8Array } | 'end';

/** Hands the same blocks of lines to every deciding thread, as they come. */
export class LineFeed {
  private readonly ports: MessagePort[] = [];
  private readonly taken: number[] = [];
  /** Blocks that some thread has not decided. */
  private readonly open: Uint8Array[] = [];
  private decidedBlocks = 0;
  private bytesDecided = 0;
  private ledgers: LedgerRounds | undefined;
  private readonly idling = setInterval(() => this.idle(), IDLE_MS).unref();

  /** `onDecided`: all threads have decided this block. */
  constructor(private readonly onDecided: (block: Uint8Array) => void = () => undefined) {}

  /** The end of one thread. */
  connect(ledgers: LedgerRounds | undefined): MessagePort {
    this.ledgers = ledgers;
    const { port1, port2 } = new MessageChannel();
    const index = this.ports.push(port1) - 1;
    this.taken.push(0);
    port1.on('message', () => {
      this.taken[index]!++;
      for (const decided = Math.min(...this.taken); this.decidedBlocks < decided; this.decidedBlocks++) {
        const block = this.open.shift()!;
        this.bytesDecided += block.byteLength;
        this.onDecided(block);
      }
    });
    return port2;
  }

  /** Blocks that some thread has not decided. */
  get backlog(): number {
    return this.open.length;
  }

  /** Bytes of the blocks that all threads have decided. */
  get decidedBytes(): number {
    return this.bytesDecided;
  }

  /** Whole lines, in memory that all threads see or that is copied for each; not to be changed until they are decided. */
  send(block: Uint8Array): void {
    this.open.push(block);
    for (const port of this.ports) port.postMessage({ block } satisfies FeedMessage);
  }

  end(): void {
    clearInterval(this.idling);
    for (const port of this.ports) port.postMessage('end' satisfies FeedMessage);
  }

  close(): void {
    clearInterval(this.idling);
    for (const port of this.ports) port.close();
  }

  /** What ledgers have answered is heard with the next block; while none comes, empty ones do. */
  private idle(): void {
    if (this.ledgers && this.backlog === 0 && !this.ledgers.isQuiet) this.send(new Uint8Array(0));
  }
}

/** The blocks of a feed, in the thread at the other end. */
export async function* receiveLines(port: MessagePort): AsyncGenerator<LineBlock> {
  const come: FeedMessage[] = [];
  let wake = (): void => undefined;
  port.on('message', (message: FeedMessage) => {
    come.push(message);
    wake();
  });
  let bytesRead = 0;
  for (;;) {
    if (come.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const message = come.shift()!;
    if (message === 'end') break;
    bytesRead += message.block.byteLength;
    const { buffer, byteOffset, byteLength } = message.block;
    yield { lines: splitLines(Buffer.from(buffer, byteOffset, byteLength), NOTHING).lines, bytesRead };
    port.postMessage('taken');
  }
  port.close();
}

const NOTHING = Buffer.alloc(0);
