import type { DayRecord } from '../../../../seeds/day';
import type { WatchedClearance } from './parcel-watch';

export interface ProcessUsage {
  cpuSeconds: number;
  peakRssMb: number;
}

/** The engine under rehearsal, whatever it runs on. */
export interface RehearsalTarget {
  /** Resolves once documents are consumed. `onClearance` is called when a reader of the topic sees it. */
  start(onClearance: (clearance: WatchedClearance) => void): Promise<void>;
  /** Hands documents in; resolves when they are durable. */
  send(records: readonly DayRecord[]): Promise<void>;
  /** Documents handed in and not decided, as far as the engine knows. */
  lagRecords(): Promise<number>;
  /** Costs of each process since the documents are consumed. */
  usage(): Record<string, ProcessUsage>;
  /** Resident memory of each process now, MB. */
  rssMb(): Record<string, number>;
  /** Bytes on disk of all that the engine stores; call it when nothing moves any more. */
  storedBytes(): Promise<number>;
  stop(): Promise<void>;
}
