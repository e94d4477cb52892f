import { DEFAULT_DAY } from '../../../../seeds/day';

/** How a day's time becomes the rehearsal's. */
export interface Pace {
  name: string;
  /** Ms after the start at which a record is due; undefined = as soon as the engine takes it. */
  dueAfterMs?(timestamp: number): number;
}

const DAY_SECONDS = 86_400;

export const AS_FAST_AS_IT_GOES: Pace = { name: 'as fast as the engine takes them' };

/** So many seconds of the day in one. */
export function timesFaster(factor: number, day: string = DEFAULT_DAY): Pace {
  const startMs = Date.parse(`${day}T00:00:00+08:00`);
  return { name: `${factor} times as fast as the day`, dueAfterMs: (timestamp) => (timestamp - startMs) / factor };
}

/** So many parcels of a flat day a second. */
export function parcelsPerSecond(rate: number, parcels: number): Pace {
  return { ...timesFaster((rate * DAY_SECONDS) / parcels), name: `${rate} parcels a second` };
}
