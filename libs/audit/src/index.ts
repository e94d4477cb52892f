export { auditChain, type ChainDay, type ChainReport, rootBreaks } from './chain/audit-chain';
export type { ChainBreak } from './chain/lane-chain';
export { type DrawBreak, type DrawReport, type DrawsOptions, verifyDraws } from './draw/verify-draws';
export { type JournalFault, placeOf, scanLane } from './journal/scan-lane';
export type { Findings, InspectionTask, Inspector, LoadRows } from './inspect/inspection';
export { localInspector } from './inspect/local-inspector';
export { type PackedRows, packRows, unpackRows } from './inspect/packed-rows';
export { type AuditOptions, type AuditReport, auditStore } from './audit-store';
export { type LawBreak, type LawName, type LawResult, LAWS } from './laws/law-book';
export { type OpeningUse, openingsOf } from './laws/quota-balance';
export { explainNumber, type ExplainOptions } from './explain/explain-number';
export type { ExplainedDecision, Explanation, StoryEvent } from './explain/explanation';
export {
  type DecisionDifference,
  type Fate,
  type FateChange,
  type FateSums,
  ReplayComparison,
  sumFates,
} from './replay/compare-replay';
export { isDecidedSideBySide, type ReplayCounts, replayDay, type ReplayOptions } from './replay/replay-day';
export {
  OtherTopicsError,
  type RestoredPort,
  type RestorePort,
  restorePort,
  type TopicEnds,
} from './backup/restore-port';
export { type CopiedLane, copyJournals, restoreJournals } from './backup/copy-journals';
