export { EngineRun, inboundRecords, laneOptions, readLedgers, runEngine } from './engine-run';
export type { RunOptions, SentRecord, ToldRecord } from './engine-run';
