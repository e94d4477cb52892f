export { EngineRun, inboundRecords, laneOptions, runEngine } from './engine-run';
export type { RunOptions, SentRecord, ToldRecord } from './engine-run';
