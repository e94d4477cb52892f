import RequestQueue from 'kafkajs/src/network/requestQueue';

const CHECK_PENDING_MS = 10;

/**
 * kafkajs 2.2.4 starts a timer after every response, with a negative delay unless the broker throttles: Node 24 warns of
 * it (tulios/kafkajs#1751), and every request pays for a timer that finds nothing to do. A check is needed only while
 * requests are pending; a request that comes later schedules its own.
 */
export function repairTimers(): void {
  RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleCheckPendingRequests(): void {
    if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
    const throttledMs = this.throttledUntil - Date.now();
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null;
        this.checkPendingRequests();
      },
      throttledMs > 0 ? throttledMs : CHECK_PENDING_MS,
    );
  };
}
