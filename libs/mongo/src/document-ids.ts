import type { LaneRef } from '@sandan/pipeline';

/** Padded, so that `_id` order is number order. */
const LANE_DIGITS = 5;
const SEQ_DIGITS = 16;
/** Follows `/` in ASCII: ends the range of all ids that start with `stage/lane/`. */
const AFTER_SLASH = '0';

export function laneId({ stage, lane }: LaneRef): string {
  return `${stage}/${String(lane).padStart(LANE_DIGITS, '0')}`;
}

export function entryId(lane: LaneRef, seq: number): string {
  return `${laneId(lane)}/${String(seq).padStart(SEQ_DIGITS, '0')}`;
}

export function seqOf(id: string): number {
  return Number(id.slice(-SEQ_DIGITS));
}

/** The lane that an entry's id names. */
export function laneOf(id: string): LaneRef {
  const [stage = '', lane = ''] = id.split('/');
  return { stage, lane: Number(lane) };
}

export function entriesFrom(lane: LaneRef, from: number): { $gte: string; $lt: string } {
  return { $gte: entryId(lane, from), $lt: `${laneId(lane)}${AFTER_SLASH}` };
}

export function stateId(lane: LaneRef, key: string): string {
  return `${laneId(lane)}/${key}`;
}

export function keyOf(lane: LaneRef, id: string): string {
  return id.slice(laneId(lane).length + 1);
}
