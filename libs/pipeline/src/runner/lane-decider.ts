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
import { decodeEnvelope } from '../intake/stage-message';
import type { InboundRecord } from '../ports/records';
import { deadLetter, forwarded, refusedLetter } from './redirect';
import type { Deadlines } from './deadlines';
import type { Flush } from './flush';
import type { RunnerOptions } from './lane-options';
import { factBytes, joinKey, splitKey, type CachedState, type StateCache } from './state-cache';

/** A state below this is not full by any stage's measure. */
const FULL_LOOK_BYTES = 1024 * 1024;

interface RecordIntake {
  /** Keys of the states that the record will need. */
  keys: readonly string[];
  take: (flush: Flush) => void;
}

/**
 * Decides the records of one lane in order, on states in memory. It does no I/O: every state it needs was loaded
 * before, or can be read at once.
 */
export class LaneDecider {
  private readonly stages: ReadonlyMap<string, AnyStage>;
  private readonly stageOfTopic: ReadonlyMap<string, string>;

  constructor(
    private readonly options: RunnerOptions,
    private readonly lane: number,
    private readonly cache: StateCache,
    private readonly deadlines: Deadlines,
    /** Reads a state that the batch did not announce; only where the store can (embedded). */
    private readonly stateNow: (key: string) => CachedState,
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
    const intake: Intake = partners.read(record);
    if ('deadLetter' in intake)
      return { keys: [], take: (flush) => this.toDeadLetters(flush, record, intake.deadLetter, intake.detail) };
    if (this.isElsewhere(record)) {
      return { keys: [], take: (flush) => flush.outputs.push(forwarded(record, this.options.lanes)) };
    }
    const key = joinKey(partners.stage, intake.key);
    return { keys: [key], take: (flush) => this.takeInput(flush, record, key, intake.input) };
  }

  /** Moves the business clock, letting every deadline on the way pass first. */
  advance(flush: Flush, to: number): void {
    const clock = Math.max(flush.head.clock, to);
    for (let due = this.deadlines.take(clock); due; due = this.deadlines.take(clock)) {
      flush.head.clock = Math.max(flush.head.clock, due.at);
      const { stage } = splitKey(due.key);
      const input = this.stages.get(stage)!.tick!(due.at) as object;
      this.decide(flush, due.key, input, due.at, due.at);
    }
    flush.head.clock = clock;
  }

  private messageIntake(record: InboundRecord, stageName: string): RecordIntake {
    const { from, messages } = decodeEnvelope(record.value!);
    const keyed = messages.map(([key, at, message]) => ({ key: joinKey(stageName, key), at, message }));
    const [stage, lane, seq, index] = from;
    return {
      keys: keyed.map(({ key }) => key),
      take: (flush) => {
        const sender = `${stage}/${lane}`;
        const mark = flush.head.marks[sender];
        // The sender's new owner publishes its last entry again: what was taken once is not taken twice.
        if (mark && (seq < mark[0] || (seq === mark[0] && index <= mark[1]))) return;
        flush.head.marks[sender] = [seq, index];
        for (const { key, at, message } of keyed) this.decide(flush, key, message, at, at);
      },
    };
  }

  private takeInput(flush: Flush, record: InboundRecord, key: string, input: object): void {
    if (this.isFull(key)) {
      this.toDeadLetters(flush, record, 'number-full');
      return;
    }
    const facts = flush.facts.length;
    try {
      this.decide(flush, key, input, flush.head.clock, record.timestamp);
    } catch (error) {
      // Nothing of the record was folded in unless a later stage of the same lane broke: then only a restart is safe.
      if (flush.facts.length > facts) throw error;
      this.options.observer.undecidable(record, error);
      this.toDeadLetters(flush, record, 'undecidable');
    }
  }

  private isFull(key: string): boolean {
    const { stage, state, bytes } = this.cache.find(key) ?? this.stateNow(key);
    // Counting what a state holds is for the few that are large.
    return bytes >= FULL_LOOK_BYTES && (stage.isFull?.(state) ?? false);
  }

  private decide(flush: Flush, key: string, input: object, now: number, recordTime: number): void {
    const { stage: stageName, stateKey } = splitKey(key);
    const cached = this.cache.find(key) ?? this.stateNow(key);
    const { stage } = cached;
    let { state } = cached;
    const decision = stage.decide(state, input, this.context(flush, stateKey, now, recordTime));
    let grownBytes = 0;
    for (const fact of decision.facts as object[]) {
      if (!decision.state) state = stage.evolve(state, fact) as object;
      flush.facts.push([stageName, stateKey, fact]);
      grownBytes += factBytes(fact);
    }
    state = (decision.state as object | undefined) ?? state;
    if (decision.facts.length > 0) {
      const dueAt = stage.dueAt?.(state, this.options.reference);
      this.cache.update(cached, state, flush.seq, dueAt, grownBytes);
      this.deadlines.set(key, dueAt);
    } else if (stage.dueAt) {
      this.deadlines.set(key, stage.dueAt(state, this.options.reference));
    }
    for (const output of decision.outputs) this.tell(flush, stageName, output);
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
    this.decide(flush, joinKey(to, key), message, at, at);
  }

  private send(flush: Flush, from: string, { to, key, message, at }: StageMessage): void {
    const { hosting, lanes } = this.options;
    flush.messages.add(from, hosting.stageTopics[to], partitionOf(Buffer.from(key), lanes), [key, at, message]);
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
