/** Of this process, by moment. */
const waits = new Map<number, Promise<void>>();

/**
 * Waits for the first full number of periods, by the wall clock, that is later than `now` by more than `atLeastMs`. Lanes that
 * wait for the same moment wake in the same turn of the event loop.
 */
export function nextMoment(now: number, atLeastMs: number, periodMs: number): Promise<void> {
  const earliest = now + atLeastMs;
  const moment = earliest + periodMs - (earliest % periodMs);
  let wait = waits.get(moment);
  if (!wait) {
    wait = new Promise((resolve) => {
      setTimeout(() => {
        waits.delete(moment);
        resolve();
      }, moment - now);
    });
    waits.set(moment, wait);
  }
  return wait;
}
