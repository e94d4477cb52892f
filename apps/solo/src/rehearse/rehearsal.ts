import type { ProcessUsage } from './target';

/** One second of a rehearsal. */
export interface Second {
  /** Documents handed in and parcels decided, a second. */
  documents: number;
  parcels: number;
  /** Of the clearances of this second, ms; absent when there were none. */
  p50Ms?: number;
  p99Ms?: number;
  /** Documents handed in and not decided. */
  lagRecords: number;
  /** Resident memory by process, MB. */
  rssMb: Record<string, number>;
}

/** What a rehearsal found; the page and the summary show nothing else. */
export interface Rehearsal {
  stack: 'embedded' | 'kafka';
  curve: string;
  pace: string;
  /** Documents come when they are due, whatever the engine does; false = as fast as the engine takes them. */
  openModel: boolean;
  parcels: number;
  documents: number;
  seconds: number;
  parcelsPerSecond: number;
  bestSecond: number;
  worstSecond: number;
  latencyMs: { p50: number; p99: number; p999: number };
  processes: Record<string, ProcessUsage & { coreSecondsPerMillionParcels: number }>;
  peakRssMb: number;
  storedBytesPerParcel: number;
  expected: number;
  decided: number;
  lost: number;
  doubled: number;
  outcomes: Record<string, number>;
  course: Second[];
}
