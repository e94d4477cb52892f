import { FIRST_SPENT_BUYER } from '../reference/sample-settings';
import type { CheckedDay } from './day-options';

/** Share of a day's parcels that are somebody's first; the others go to a quarter of these buyers once more. */
const FIRST_SHARE = 0.62;
const REGULAR_SHARE = 0.25;
/** Sixteen days in a row draw on different people, so that a replayed fortnight uses up nobody's year. */
const BLOCKS = 16;
const BLOCK_SIZE = FIRST_SPENT_BUYER / BLOCKS;
const DAY_MS = 86_400_000;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** A step that visits all of 0 .. n-1 and scatters neighbours: about 0.618 n, prime to n. */
function scatteringStep(n: number): number {
  let step = Math.max(1, Math.floor(n * 0.618));
  while (greatestCommonDivisor(step, n) !== 1) step += 1;
  return step;
}

/**
 * Who buys parcel `index`: a person number, 1 to 4 parcels a person over the day, without keeping track of anybody.
 * Bounded on purpose: no buyer of an ordinary parcel comes near the annual limit in whatever order parcels are decided.
 */
export function assignBuyers(day: CheckedDay): (index: number) => number {
  const first = Math.floor(day.parcels * FIRST_SHARE) + 1;
  const regulars = Math.ceil(first * REGULAR_SHARE);
  const step = scatteringStep(day.parcels);
  const dayNumber = Math.floor(day.startMs / DAY_MS);
  const base = (dayNumber % BLOCKS) * BLOCK_SIZE;
  return (index) => {
    const seat = (index * step) % day.parcels;
    const within = seat < first ? seat : (seat - first) % regulars;
    return (base + within) % FIRST_SPENT_BUYER;
  };
}
