declare module 'kafkajs/src/network/requestQueue' {
  /** The part of kafkajs's request queue that `timer-repair.ts` replaces. */
  const RequestQueue: {
    prototype: {
      pending: unknown[];
      throttledUntil: number;
      throttleCheckTimeoutId: NodeJS.Timeout | null;
      checkPendingRequests(): void;
      scheduleCheckPendingRequests(): void;
    };
  };
  export = RequestQueue;
}
