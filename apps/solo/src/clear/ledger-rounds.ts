import {
  type AnswerInput,
  type AnyStage,
  isShortageGiveBack,
  isStageMessage,
  type Output,
  type QuotaRequest,
  shortageGiveBack,
  stockStage,
} from '@sandan/domain';
import {
  type Hosting,
  type InboundRecord,
  Lane,
  type RunnerOptions,
  SHARD_HOSTING,
  type StageEnvelope,
} from '@sandan/pipeline';

/** An envelope of stage messages on its way between threads, as JSON. */
export type Letter = [topic: string, envelope: string];

/** What a shard gets back from a round. */
export interface RoundAnswer {
  letters: Letter[];
  /** Nobody has anything to say any more, unless the clock or the file goes on. */
  quiet: boolean;
}

/** Rounds that a shard may be ahead of the answers it has taken: it decides the next blocks while the ledgers work. */
export const ROUNDS_AHEAD = 2;

interface Asked {
  letters: Letter[];
  answer(answer: RoundAnswer): void;
  fail(error: unknown): void;
}

/**
 * What several parcels share, quota and stock, while the parcels themselves are decided in several threads. Each round every
 * shard says what its parcels ask of the ledgers, and gets the answers two rounds later: which block of the file a question
 * comes from, and in which an answer is heard, depends on the file alone, so the same file is always decided alike.
 */
export class LedgerRounds {
  private readonly lane: Lane;
  private readonly waiting: Asked[][];
  private readonly reservations: Reservations = new Map();
  private round = 0;
  private quietRounds = 0;
  private working: Promise<void> = Promise.resolve();

  /** `options`: without what says which lane it is. */
  constructor(options: Omit<RunnerOptions, 'hosting' | 'lanes'>, shards: number) {
    this.lane = new Lane({ ...options, hosting: givingBackAtOnce(this.reservations), lanes: shards }, 0);
    this.waiting = Array.from({ length: shards }, () => []);
    this.working = this.lane.open().then(() => undefined);
    this.working.catch(() => undefined);
  }

  /** The next round of a shard; resolves when all shards have come to it and it is decided. */
  ask(shard: number, letters: Letter[]): Promise<RoundAnswer> {
    return new Promise((answer, fail) => {
      this.waiting[shard]!.push({ letters, answer, fail });
      while (this.waiting.every(({ length }) => length > 0)) {
        const asked = this.waiting.map((rounds) => rounds.shift()!);
        this.working = this.working.then(() => this.decide(asked));
        this.working.catch((error: unknown) => asked.forEach(({ fail }) => fail(error)));
      }
    });
  }

  private remember(messages: Messages): void {
    this.reservations.clear();
    for (const [buyerKey, , message] of messages) {
      const request = message as QuotaRequest;
      if ('amount' in request && request.request === 'reserve') {
        this.reservations.set(`${request.ebpCode}:${request.orderNo}:${request.revision}`, { buyerKey, request });
      }
    }
  }

  /** Nobody has said anything for so long that nobody will, unless the clock or the file goes on. */
  get isQuiet(): boolean {
    return this.quietRounds > ROUNDS_AHEAD;
  }

  private async decide(asked: readonly Asked[]): Promise<void> {
    const { lane } = this;
    this.round++;
    const runs = inOrder(asked.map(({ letters }) => letters));
    this.remember(runs.flatMap(([, messages]) => messages));
    const records = runs.map(([topic, messages], index) =>
      letterRecord(topic, { from: ['parcel', 0, this.round, index], messages }),
    );
    const flush = await lane.decide(records);
    await lane.commit(flush);
    if (lane.wantsCheckpoint) await lane.checkpoint();
    const answers: Letter[][] = asked.map(() => []);
    for (const { topic, value, partition } of flush.outputs) answers[partition!]!.push([topic, value as string]);
    const isQuiet = records.length === 0 && flush.outputs.length === 0;
    this.quietRounds = isQuiet ? this.quietRounds + 1 : 0;
    for (const [shard, { answer }] of asked.entries()) answer({ letters: answers[shard]!, quiet: this.isQuiet });
  }
}

/** What was asked of a quota in one round, by `parcelId:revision`. */
type Reservations = Map<string, { buyerKey: string; request: QuotaRequest }>;

/**
 * A shortage of stock gives the quota back before the next parcel is looked at, as where one thread decides everything: from
 * the parcel's own shard it would come rounds later.
 */
function givingBackAtOnce(asked: Reservations): Hosting {
  const { ledgers } = SHARD_HOSTING;
  const decide: AnyStage['decide'] = (state, request, context) => {
    const decision = stockStage.decide(state as never, request as never, context);
    const back = decision.outputs.flatMap((output): Output[] => {
      if (!isStageMessage(output)) return [];
      const answer = output.message as AnswerInput;
      if (answer.refusedBy !== 'stock') return [];
      const { buyerKey, request: reserved } = asked.get(`${answer.ebpCode}:${output.key}:${answer.revision}`)!;
      const message = shortageGiveBack({ ...reserved, parcelId: `${reserved.ebpCode}:${reserved.orderNo}` });
      return [{ to: 'quota', key: buyerKey, message, at: context.now }];
    });
    return { ...decision, outputs: [...back, ...decision.outputs] };
  };
  return { ...ledgers, stages: ledgers.stages.map((stage) => (stage.name === 'stock' ? { ...stage, decide } : stage)) };
}

/** A letter as a record of a lane. */
export function letterRecord(topic: string, envelope: StageEnvelope): InboundRecord {
  return { topic, partition: 0, offset: 0n, key: null, value: null, timestamp: envelope.messages[0]![1], envelope };
}

type Messages = StageEnvelope['messages'];

/**
 * The messages of one round in the order in which one thread would have come to them: by business time, then by the turns of
 * the records behind them. Neighbours to the same stage come together. What a shortage gave back is back already.
 */
function inOrder(letters: readonly Letter[][]): [topic: string, messages: Messages][] {
  const queues = letters.flat().map(([topic, text]) => ({
    topic,
    messages: (JSON.parse(text) as StageEnvelope).messages.filter(
      ([, , message]) => !isShortageGiveBack(message as QuotaRequest),
    ),
    next: 0,
  }));
  const runs: [topic: string, messages: Messages][] = [];
  for (;;) {
    let first: (typeof queues)[number] | undefined;
    for (const queue of queues) {
      if (queue.next === queue.messages.length) continue;
      if (!first || isBefore(queue.messages[queue.next]!, first.messages[first.next]!)) first = queue;
    }
    if (!first) return runs;
    const message = first.messages[first.next++]!;
    const last = runs.at(-1);
    if (last?.[0] === first.topic) last[1].push(message);
    else runs.push([first.topic, [message]]);
  }
}

function isBefore([, at, , turn = 0]: Messages[number], [, otherAt, , otherTurn = 0]: Messages[number]): boolean {
  return at < otherAt || (at === otherAt && turn < otherTurn);
}
