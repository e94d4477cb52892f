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

/** From the last document of a parcel in to its clearance seen, ms; NaN where there was none. */
export interface Latencies {
  p50: number;
  p99: number;
  p999: number;
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
  /** Of all parcels but those of the warm-up. */
  latencyMs: Latencies;
  /** The first seconds, while the processes compile their code; only latencies are told apart, all else counts. */
  warmUp?: { seconds: number; latencyMs: Latencies };
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
