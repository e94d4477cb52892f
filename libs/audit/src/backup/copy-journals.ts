import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnyStage, Reference } from '@sandan/domain';
import { type JournalHead, type LaneRef, type LaneStore, PORT_HOSTING, unpackFacts } from '@sandan/pipeline';
import { FoldedStates } from './folded-states';

export interface CopiedLane extends LaneRef {
  /** Last entry in the copy, and how many of them this run added. */
  lastSeq: number;
  added: number;
}

const ENTRIES_A_TURN = 8;

/**
 * Copies the journals of a store, live or stopped, behind what the target has of them already. The lanes are cut where
 * none has taken a message that another, in the copy, has not sent yet: so the copy is a state the engine could have
 * been in, and every lane goes on from its own offsets.
 */
export async function copyJournals(source: LaneStore, target: LaneStore): Promise<CopiedLane[]> {
  const copied: CopiedLane[] = [];
  for (const { lane, lastSeq } of await consistentCut(source)) {
    const from = (await target.lastSeq(lane)) + 1;
    for await (const entry of source.entries(lane, from)) {
      if (entry.seq > lastSeq) break;
      await target.append(lane, entry);
      if (entry.seq % ENTRIES_A_TURN === 0) await nextTurn();
    }
    copied.push({ ...lane, lastSeq, added: Math.max(0, lastSeq - from + 1) });
  }
  return copied;
}

/** For each lane the entry at which the copy ends. */
async function consistentCut(store: LaneStore): Promise<{ lane: LaneRef; lastSeq: number }[]> {
  const cut = new Map<string, { lane: LaneRef; lastSeq: number }>();
  for (const lane of await store.lanes()) cut.set(nameOf(lane), { lane, lastSeq: await store.lastSeq(lane) });
  const moved = [...cut.values()];
  for (let next = moved.pop(); next; next = moved.pop()) {
    const head = await headAt(store, next.lane, next.lastSeq);
    for (const [sender, [seq]] of Object.entries(head?.marks ?? {})) {
      const known = cut.get(sender);
      // What was taken had been sent: the sender's entry is there, although it came after we looked.
      if (!known || known.lastSeq >= seq) continue;
      known.lastSeq = seq;
      moved.push(known);
    }
  }
  return [...cut.values()];
}

async function headAt(store: LaneStore, lane: LaneRef, seq: number): Promise<JournalHead | undefined> {
  for await (const entry of store.entries(lane, seq)) return entry.head;
  return undefined;
}

function nameOf({ stage, lane }: LaneRef): string {
  return `${stage}/${lane}`;
}

/**
 * Puts a copy into an empty store: its journals, then the states folded from them, so that a lane is ready at once.
 * Lanes that send each other messages over a log must not read there what was sent after the copy was cut: that is the
 * caller's to see to. Throws when the target has a lane already.
 */
export async function restoreJournals(
  copy: LaneStore,
  target: LaneStore,
  reference: Reference,
  onProgress?: (entries: number) => void,
): Promise<CopiedLane[]> {
  const [known] = await target.lanes();
  if (known) throw new Error(`the store has a lane ${nameOf(known)} already: restore into an empty one`);
  const stages = new Map<string, AnyStage>(PORT_HOSTING.stages.map((stage) => [stage.name, stage]));
  const restored: CopiedLane[] = [];
  let entries = 0;
  for (const lane of await copy.lanes()) {
    const lastSeq = await copy.lastSeq(lane);
    const states = new FoldedStates(stages, target, lane, reference);
    for await (const entry of copy.entries(lane, 1)) {
      await target.append(lane, entry);
      for (const [stage, key, fact] of unpackFacts(entry.facts)) await states.fold(stage, key, fact, entry.seq);
      if (states.isFull || entry.seq === lastSeq) await states.save(entry.seq);
      onProgress?.(++entries);
      if (entry.seq % ENTRIES_A_TURN === 0) await nextTurn();
    }
    restored.push({ ...lane, lastSeq, added: lastSeq });
  }
  return restored;
}
