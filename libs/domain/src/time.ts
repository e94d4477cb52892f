/** Beijing time has had no daylight saving since 1991: UTC+8 throughout. */
const BEIJING_OFFSET_MS = 8 * 3_600_000;

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** "2026-11-11" in Beijing. */
export function beijingDay(atMs: number): string {
  return new Date(atMs + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
}

export function beijingYear(atMs: number): number {
  return new Date(atMs + BEIJING_OFFSET_MS).getUTCFullYear();
}

let lastStamp = { atMs: Number.NaN, text: '' };

/** `returnTime`: 17 digits YYYYMMDDhhmmssSSS in Beijing. */
export function returnTime(atMs: number): string {
  // Receipts of one flush mostly share their moment, and this is on the hot path.
  if (lastStamp.atMs === atMs) return lastStamp.text;
  const date = new Date(atMs + BEIJING_OFFSET_MS);
  const day = `${date.getUTCFullYear()}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}`;
  const text = `${day}${time}${String(date.getUTCMilliseconds()).padStart(3, '0')}`;
  lastStamp = { atMs, text };
  return text;
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
