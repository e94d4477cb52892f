import { BETWEEN_STAGES } from '@sandan/contracts';
import { PortCalls } from '@sandan/embedded';
import type { InboundRecord, OutboundRecord, StageEnvelope } from '@sandan/pipeline';
import type { Share } from './clear-job';
import { type Letter, letterRecord, type RoundAnswer, ROUNDS_AHEAD } from './ledger-rounds';

/** The rounds with the ledgers, seen from the thread of one shard. */
export class ShardRounds {
  readonly shard: number;
  readonly shards: number;
  isQuiet = false;
  private readonly calls: PortCalls;
  private readonly asked: Promise<RoundAnswer>[] = [];

  constructor({ shard, shards, ledgerPort }: Share) {
    this.shard = shard;
    this.shards = shards;
    this.calls = new PortCalls(ledgerPort);
  }

  /** What the ledgers answered to the round before the last, as records; always the same round, however fast they were. */
  async answers(): Promise<InboundRecord[]> {
    if (this.asked.length < ROUNDS_AHEAD) return [];
    const { letters, quiet } = await this.asked.shift()!;
    this.isQuiet = quiet;
    return letters.map(([topic, text]) => letterRecord(topic, JSON.parse(text) as StageEnvelope));
  }

  /** Of what was decided, asks the ledgers what is theirs. */
  ask(outputs: readonly OutboundRecord[]): void {
    const letters = outputs
      .filter(({ topic }) => BETWEEN_STAGES.has(topic))
      .map(({ topic, value }): Letter => [topic, value as string]);
    const answer = this.calls.send('round', [letters]) as Promise<RoundAnswer>;
    answer.catch(() => undefined);
    this.asked.push(answer);
  }

  /** Waits for the rounds that nobody has anything to say in. */
  async end(): Promise<void> {
    await Promise.all(this.asked.splice(0));
    this.isQuiet = false;
  }

  close(): void {
    this.calls.close();
  }
}
