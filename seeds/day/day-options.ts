import { SPENT_YEAR } from '../reference/sample-settings';

export type Curve = 'flat' | 'normal' | 'peak';

export interface DayOptions {
  /** Parcels ordered on the day, 1 .. 5,000,000. */
  parcels: number;
  /** An integer; the same options give the same bytes. */
  seed: number;
  /** flat: the same each second; normal: humps at lunch and in the evening; peak: a rush after midnight. */
  curve: Curve;
  /** YYYY-MM-DD, a Beijing day; default 2026-11-11. */
  day?: string;
  /** Only clean parcels: each is released unless the draw takes it for inspection. Default false. */
  clean?: boolean;
  /**
   * Adds what comes after the decisions: changes of refused parcels, rulings, cancellations, gate-outs, returns and their
   * arrivals, over some five weeks. Default false.
   */
  life?: boolean;
  /** false leaves out every parcel that is not released; repeats, drafts and amendments stay. Default true. */
  faults?: boolean;
}

/** One line of a day, in the shape of the batch command's input. */
export interface DayRecord {
  topic: string;
  /** The order number. */
  key: string;
  /** A document; a string is the text of a record that cannot be read. */
  value: object | string;
  /** ms since the epoch. */
  timestamp: number;
}

export const DEFAULT_DAY = '2026-11-11';
const PARCELS_MAX = 5_000_000;
/** Without the last day of the year: its late waybills would be decided in the next year. */
const FIRST_FAULTY_DAY = `${SPENT_YEAR}-01-01`;
const LAST_FAULTY_DAY = `${SPENT_YEAR}-12-30`;
const BEIJING_OFFSET_MS = 8 * 3_600_000;

export interface CheckedDay extends Required<DayOptions> {
  /** Midnight in Beijing, ms since the epoch. */
  startMs: number;
}

/** An option of a day is out of its range; the message names it. */
export class DayOptionsError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'DayOptionsError';
  }
}

/**
 * Fills the defaults in.
 * @throws DayOptionsError when an option is out of its range
 */
export function checkDayOptions(options: DayOptions): CheckedDay {
  const { parcels, seed, curve, day = DEFAULT_DAY, clean = false, faults = true, life = false } = options;
  if (!Number.isInteger(parcels) || parcels < 1 || parcels > PARCELS_MAX) {
    throw new DayOptionsError(`parcels must be an integer from 1 to ${PARCELS_MAX}, not ${parcels}`);
  }
  if (!Number.isInteger(seed)) throw new DayOptionsError(`seed must be an integer, not ${seed}`);
  if (!['flat', 'normal', 'peak'].includes(curve)) throw new DayOptionsError(`unknown curve ${String(curve)}`);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (!Number.isFinite(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) {
    throw new DayOptionsError(`day must be a real day as YYYY-MM-DD, not ${day}`);
  }
  // beyond, the buyers whose year the reference has nearly used up could still buy
  if (!clean && faults && (day < FIRST_FAULTY_DAY || day > LAST_FAULTY_DAY)) {
    throw new DayOptionsError(
      `a day with faults must lie between ${FIRST_FAULTY_DAY} and ${LAST_FAULTY_DAY}, not ${day}`,
    );
  }
  return { parcels, seed, curve, day, clean, faults, life, startMs: midnight - BEIJING_OFFSET_MS };
}
