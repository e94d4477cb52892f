import type { MessagePort, TransferListItem } from 'node:worker_threads';
import { type JournalEntry, JournalGapError, LaneLostError, type LaneRef } from '@sandan/pipeline';

export interface PortCall {
  id: number;
  name: string;
  args: unknown[];
}

/** An error loses its class on the way between threads; its name stays. */
export type PortAnswer = { id: number; result: unknown } | { id: number; error: unknown; name?: string };

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
  reviveError: (error: unknown, name: string | undefined) => unknown;
}

/** Calls by name of what another thread offers on the other end of a port. */
export class PortCalls {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private failure: Error | undefined;

  constructor(private readonly port: MessagePort) {
    port.on('message', (answer: PortAnswer) => this.answered(answer));
    port.on('close', () => this.fail(new Error('the thread on the other end has ended')));
  }

  /** `handedOver`: pieces whose memory goes to the other thread. `reviveError`: gives an error its class back. */
  send(
    name: string,
    args: unknown[],
    handedOver: readonly Uint8Array[] = [],
    reviveError: Pending['reviveError'] = (error) => error,
  ): Promise<unknown> {
    if (this.failure) return Promise.reject(this.failure);
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, reviveError });
      this.port.postMessage({ id, name, args } satisfies PortCall, transferable(handedOver));
    });
  }

  close(): void {
    this.port.close();
  }

  private answered(answer: PortAnswer): void {
    const pending = this.pending.get(answer.id);
    if (!pending) return;
    this.pending.delete(answer.id);
    if ('error' in answer) pending.reject(pending.reviveError(answer.error, answer.name));
    else pending.resolve(answer.result);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.pending.values()) reject(this.failure);
    this.pending.clear();
  }
}

export type Offered = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Answers the calls that come in on a port. `handedBack`: pieces of a result whose memory goes to the caller. */
export function answerCalls(
  port: MessagePort,
  offered: Offered,
  handedBack: (result: unknown) => readonly Uint8Array[] = () => [],
): void {
  const answer = (message: PortAnswer, pieces: readonly Uint8Array[] = []): void =>
    port.postMessage(message, transferable(pieces));
  port.on('message', ({ id, name, args }: PortCall) => {
    Promise.resolve()
      .then(() => offered[name]!(...(args as never[])))
      .then(
        (result) => answer({ id, result }, handedBack(result)),
        (error: unknown) => answer({ id, error, ...(error instanceof Error && { name: error.name }) }),
      );
  });
}

/** Larger than what is cut out of memory that others share. */
export const OWN_BYTES_MIN = 64 * 1024;

/** What goes over is gone here: a page that fills a piece of memory of its own goes as it is, anything else as a copy. */
export function ownPiece(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset === 0 && bytes.byteLength >= OWN_BYTES_MIN ? bytes : new Uint8Array(bytes);
}

/** Memory goes over whole. */
function transferable(pieces: readonly Uint8Array[]): TransferListItem[] {
  return pieces.filter(({ byteLength }) => byteLength > 0).map(({ buffer }) => buffer as ArrayBuffer);
}

/** By the name of its class the runner tells a lane that is lost from any other error. */
export function storeError(error: unknown, name: string | undefined, args: readonly unknown[]): unknown {
  const [lane, entry] = args as [LaneRef, JournalEntry];
  if (name === 'LaneLostError') return new LaneLostError(lane, entry.seq);
  return name === 'JournalGapError' ? new JournalGapError(lane, entry.seq) : error;
}
