import type { DocumentText } from '@sandan/domain';
import type { StageEnvelope } from '../intake/stage-message';

/** One record as it came in, bytes untouched. */
export interface InboundRecord {
  topic: string;
  partition: number;
  /** Position in its topic and partition; the next one is `offset + 1n`. */
  offset: bigint;
  key: Uint8Array | null;
  value: Uint8Array | null;
  /** ms since the epoch, set by the writer (Kafka: CreateTime). */
  timestamp: number;
  headers?: Record<string, string> | undefined;
  /** The value as JSON, by a reader that had to decode it anyway (the batch file); `value` may then be made when needed. */
  decoded?: { text: DocumentText; content: Record<string, unknown> } | undefined;
  /** Latest timestamp of the records of all lanes up to it, where they come from one source; else the lane's own count, ms. */
  clock?: number | undefined;
  /** Its place among the records of all lanes, where they come from one source; what a deadline brings about has turn 0. */
  turn?: number | undefined;
  /** Messages of another stage, by a reader that had to decode them anyway; `value` may then be left out. */
  envelope?: StageEnvelope | undefined;
}

/** One record to be published; `key` null = no key. */
export interface OutboundRecord {
  topic: string;
  key: Uint8Array | string | null;
  value: Uint8Array | string;
  timestamp: number;
  headers?: Record<string, string> | undefined;
  /** Set only for a record that must go to one partition (a forward); else murmur2(key) decides. */
  partition?: number | undefined;
}

/** Next offset to read, by topic, of one lane (one partition number of all topics of a stage). */
export type LaneOffsets = Record<string, bigint>;
