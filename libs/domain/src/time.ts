/** Beijing time has had no daylight saving since 1991: UTC+8 throughout. */
const BEIJING_OFFSET_MS = 8 * 3_600_000;

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Moments of one flush mostly share their day and often their millisecond, and all of this is on the hot path. */
interface LastText {
  of: number;
  text: string;
}

const DAY_MS = 24 * 3_600_000;
const lastDay: LastText = { of: Number.NaN, text: '' };

/** "2026-11-11" in Beijing. */
export function beijingDay(atMs: number): string {
  const day = Math.floor((atMs + BEIJING_OFFSET_MS) / DAY_MS);
  if (lastDay.of !== day) {
    lastDay.of = day;
    lastDay.text = new Date(day * DAY_MS).toISOString().slice(0, 10);
  }
  return lastDay.text;
}

export function beijingYear(atMs: number): number {
  return new Date(atMs + BEIJING_OFFSET_MS).getUTCFullYear();
}

const lastStamp: LastText = { of: Number.NaN, text: '' };

/** `returnTime`: 17 digits YYYYMMDDhhmmssSSS in Beijing. */
export function returnTime(atMs: number): string {
  if (lastStamp.of === atMs) return lastStamp.text;
  const date = new Date(atMs + BEIJING_OFFSET_MS);
  const day = `${date.getUTCFullYear()}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}`;
  // Joined, not added: see identity/joined.ts.
  lastStamp.text = [day, time, String(date.getUTCMilliseconds()).padStart(3, '0')].join('');
  lastStamp.of = atMs;
  return lastStamp.text;
}

const lastIso: LastText = { of: Number.NaN, text: '' };

export function isoTime(atMs: number): string {
  if (lastIso.of !== atMs) {
    lastIso.text = new Date(atMs).toISOString();
    lastIso.of = atMs;
  }
  return lastIso.text;
}
