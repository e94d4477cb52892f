export type { InboundRecord, LaneOffsets, OutboundRecord } from './ports/records';
export type { ConsumerOptions, LaneHandler, LaneReader, Log, LogConsumer, Publisher } from './ports/log.port';
export { LaneRevokedError } from './ports/log.port';
export type {
  ChainHead,
  EntryMentions,
  JournalEntry,
  JournalHead,
  LaneClaim,
  LaneRef,
  LaneStore,
  StateHead,
  StateRow,
} from './ports/lane-store.port';
export { JournalGapError, LaneLostError } from './ports/lane-store.port';
export { packHead, unpackHead } from './ports/journal-head-codec';
export { LaneMerge, recordBytes } from './runner/lane-merge';
export { assignLanes } from './lanes/assign-lanes';
export { BufferedLane } from './lanes/buffered-lane';
export type { BufferedLaneOptions } from './lanes/buffered-lane';
export { KeyPartitioner } from './lanes/key-partitioner';
export { LaneRuns } from './lanes/lane-runs';
export { LocalConsumer } from './lanes/local-consumer';
export type { ReadableLog } from './lanes/local-consumer';
export { LocalGroups } from './lanes/local-groups';
export { MemoryLog } from './memory/memory-log';
export type { Flush } from './runner/flush';
export { Lane } from './runner/lane';
export { LaneBatch, type RouteBatch } from './runner/lane-batch';
export { LaneWorker } from './runner/lane-worker';
export type { Hosting, RunnerOptions } from './runner/lane-options';
export { BREAKER_DEFAULTS, type BreakerOptions, type Halt } from './runner/poison-breaker';
export { type FlushReport, type RunnerObserver, SILENT } from './runner/observer';
export { DEAD_LETTERS_TOPIC } from './runner/redirect';
export { readDocument } from './intake/document-intake';
export { readRecord } from './intake/record-intake';
export type { DeadLetterReason, Intake, ReadRecord } from './intake/intake';
export { encodeEnvelope, senderOf, type StageEnvelope } from './intake/stage-message';
export { joinKey, splitKey } from './runner/cached-state';
export { StateCache } from './runner/state-cache';
export {
  type JournalFact,
  type OutputView,
  outputViews,
  packFacts,
  packOutputs,
  unpackFacts,
  unpackOutputs,
} from './runner/packing';
export { mayMention, mentionsOf, orderNoOf } from './runner/mentions';
export { packState, StatePages, unpackState } from './runner/state-packing';
export { textHash } from './runner/text-hash';
export { MemoryRoom } from './runner/memory-room';
export { SpareMemory } from './runner/spare-memory';
export { giveBackPage, Utf8Writer } from './runner/utf8-writer';
export { type FactPage, type PagedFact, readFactPage } from './runner/fact-page';
export { DecisionText } from './runner/decision-text';
export { chainStart, decisionOf, linkDecisions, nextLink } from './runner/decision-chain';
export { createDigest } from './digest';
export { PORT_HOSTING, SHARD_HOSTING, STAGE_HOSTING } from './intake/port-hosting';
export { MemoryLaneDisk, MemoryLaneStore } from './memory/memory-lane-store';
export type { LaneStoreFaults, LaneStoreOperation } from './memory/memory-lane-store';
export {
  type BadLine,
  badLine,
  type LineFault as RecordLineFault,
  readRecordLine,
  readRecordParts,
  type RecordLine,
} from './intake/record-line';
