import { partitionOf } from '@sandan/contracts';
import {
  type AnyStage,
  type DecideContext,
  isRefusedRecord,
  isStageMessage,
  type Output,
  type StageMessage,
} from '@sandan/domain';
import { sameContent } from '@sandan/contracts';
import type { DeadLetterReason, Intake } from '../intake/intake';
import { decodeEnvelope, type StageEnvelope } from '../intake/stage-message';
import type { InboundRecord } from '../ports/records';
import { deadLetter, forwarded, refusedLetter } from './redirect';
import type { Deadlines } from './deadlines';
import type { Flush } from './flush';
import type { RunnerOptions } from './lane-options';
import type { LaneStates } from './lane-states';
import { type CachedState, factBytes, splitKey } from './cached-state';

/** A state below this is not full by any stage's measure. */
const FULL_LOOK_BYTES = 1024 * 1024;

/** A record as it was read, before anything is decided. */
export interface RecordIntake {
  record: InboundRecord;
  /** The states that the record will need: of which stage, under which of its keys. */
  stage: string;
  keys: readonly string[];
  /** What it is: messages of another stage, an input, a dead letter, or a record of another lane. */
  envelope?: StageEnvelope;
  read?: Intake;
}

/** An input for a state; `now` is the business clock, `recordTime` the moment of the record it came with, ms. */
interface ToDecide {
  input: object;
  now: number;
  recordTime: number;
}

/**
 * Decides the records of one lane in order, on states in memory: every state it needs was loaded before, or can be read
 * at once.
 */
export class LaneDecider {
  private readonly stages: ReadonlyMap<string, AnyStage>;
  private readonly stageOfTopic: ReadonlyMap<string, string>;

  constructor(
    private readonly options: RunnerOptions,
    private readonly lane: number,
    private readonly states: LaneStates,
    private readonly deadlines: Deadlines,
  ) {
    this.stages = new Map(options.hosting.stages.map((stage) => [stage.name, stage]));
    this.stageOfTopic = new Map(
      options.hosting.stages.map((stage) => [options.hosting.stageTopics[stage.name], stage.name]),
    );
  }

  intake(record: InboundRecord): RecordIntake {
    const stageName = this.stageOfTopic.get(record.topic);
    if (stageName !== undefined) return this.messageIntake(record, stageName);
    const partners = this.options.hosting.partners;
    if (!partners) throw new Error(`topic ${record.topic} belongs to no hosted stage`);
    const { stage, read } = partners;
    const intake: Intake = read(record);
    if ('deadLetter' in intake) return { record, stage, keys: [], read: intake };
    if (this.isElsewhere(record)) return { record, stage, keys: [] };
    return { record, stage, keys: [intake.key], read: intake };
  }

  // No function of its own for each record: optimised code is dropped with the last function that has it, and was made
  // anew after every full garbage collection.
  take(flush: Flush, { record, stage, envelope, read }: RecordIntake): void {
    if (envelope) this.takeMessages(flush, stage, envelope);
    else if (!read) flush.outputs.push(forwarded(record, this.options.lanes));
    else if ('deadLetter' in read) this.toDeadLetters(flush, record, read.deadLetter, read.detail);
    else this.takeInput(flush, record, read.key, read.input);
  }

  /** Moves the business clock, letting every deadline on the way pass first. */
  advance(flush: Flush, to: number): void {
    const clock = Math.max(flush.head.clock, to);
    if (flush.turn !== undefined) flush.turn = 0;
    for (let due = this.deadlines.take(clock); due; due = this.deadlines.take(clock)) {
      flush.head.clock = Math.max(flush.head.clock, due.at);
      const { stage, stateKey } = splitKey(due.key);
      const input = this.stages.get(stage)!.tick!(due.at) as object;
      this.decide(flush, this.states.of(stage, stateKey), { input, now: due.at, recordTime: due.at });
    }
    flush.head.clock = clock;
  }

  private messageIntake(record: InboundRecord, stage: string): RecordIntake {
    const envelope = record.envelope ?? decodeEnvelope(record.value!);
    return { record, stage, keys: envelope.messages.map(([key]) => key), envelope };
  }

  private takeMessages(flush: Flush, stage: string, { from, messages }: StageEnvelope): void {
    const [sendingStage, lane, seq, index] = from;
    const sender = `${sendingStage}/${lane}`;
    const mark = flush.head.marks[sender];
    // The sender's new owner publishes its last entry again: what was taken once is not taken twice.
    if (mark && (seq < mark[0] || (seq === mark[0] && index <= mark[1]))) return;
    flush.head.marks[sender] = [seq, index];
    for (const [stateKey, at, input] of messages) {
      this.decide(flush, this.states.of(stage, stateKey), { input, now: at, recordTime: at });
    }
  }

  private takeInput(flush: Flush, record: InboundRecord, stateKey: string, input: object): void {
    const cached = this.states.of(this.options.hosting.partners!.stage, stateKey);
    if (isFull(cached)) {
      this.toDeadLetters(flush, record, 'number-full');
      return;
    }
    const facts = flush.facts.length;
    try {
      this.decide(flush, cached, { input, now: flush.head.clock, recordTime: record.timestamp });
    } catch (error) {
      // Nothing of the record was folded in unless a later stage of the same lane broke: then only a restart is safe.
      if (flush.facts.length > facts) throw error;
      this.options.observer.undecidable(record, error);
      this.toDeadLetters(flush, record, 'undecidable');
    }
  }

  private decide(flush: Flush, cached: CachedState, { input, now, recordTime }: ToDecide): void {
    const { stage, stateKey } = cached;
    let { state } = cached;
    const decision = stage.decide(state, input, this.context(flush, stateKey, now, recordTime));
    let grownBytes = 0;
    for (const fact of decision.facts as object[]) {
      if (!decision.state) state = stage.evolve(state, fact) as object;
      flush.facts.push([stage.name, stateKey, fact]);
      grownBytes += factBytes(fact);
    }
    state = (decision.state as object | undefined) ?? state;
    const dueAt = stage.dueAt?.(state, this.options.reference);
    if (decision.facts.length > 0) this.states.cache.update(cached, state, flush.seq, dueAt, grownBytes);
    if (stage.dueAt) this.deadlines.set(cached.key, dueAt);
    for (const output of decision.outputs) this.tell(flush, stage.name, output);
  }

  private tell(flush: Flush, from: string, output: Output): void {
    if (isRefusedRecord(output)) {
      flush.deadLetters.push({ topic: output.refused.topic, reason: output.reason });
      flush.outputs.push(refusedLetter(output));
    } else if (!isStageMessage(output)) flush.outwardRecord(output);
    else if (this.stages.has(output.to)) this.decideInline(flush, output);
    else this.send(flush, from, output);
  }

  /** The addressed stage lives in this lane too: it answers before the next record is looked at. */
  private decideInline(flush: Flush, { to, key, message, at }: StageMessage): void {
    this.decide(flush, this.states.of(to, key), { input: message, now: at, recordTime: at });
  }

  private send(flush: Flush, from: string, { to, key, message, at }: StageMessage): void {
    const { hosting, lanes } = this.options;
    const partition = partitionOf(Buffer.from(key), hosting.lanesOf?.[to] ?? lanes);
    const { turn } = flush;
    flush.messages.add(
      from,
      hosting.stageTopics[to],
      partition,
      turn === undefined ? [key, at, message] : [key, at, message, turn],
    );
  }

  private context(flush: Flush, key: string, now: number, recordTime: number): DecideContext {
    const { reference, digest, lanes } = this.options;
    return {
      key,
      now,
      recordTime,
      reference,
      digest,
      sameContent,
      nextSerial: (series) => {
        const given = flush.head.serials[series] ?? 0;
        flush.head.serials[series] = given + 1;
        return given * lanes + this.lane + 1;
      },
    };
  }

  private toDeadLetters(flush: Flush, record: InboundRecord, reason: DeadLetterReason, detail?: string): void {
    flush.deadLetters.push({ topic: record.topic, reason });
    flush.outputs.push(deadLetter(record, reason, flush.head.clock, detail));
  }

  private isElsewhere(record: InboundRecord): boolean {
    const { lanes } = this.options;
    return lanes > 1 && record.key !== null && partitionOf(record.key, lanes) !== this.lane;
  }
}

function isFull({ stage, state, bytes }: CachedState): boolean {
  // Counting what a state holds is for the few that are large.
  return bytes >= FULL_LOOK_BYTES && (stage.isFull?.(state) ?? false);
}
