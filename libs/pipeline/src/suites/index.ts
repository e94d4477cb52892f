export { logSuite } from './log.suite';
export type { LogSetup, LogUnderTest } from './log.suite';
export { RecordedLanes, RecordingHandler } from './recording-handler';
export { laneStoreSuite } from './lane-store.suite';
export type { LaneStoreUnderTest } from './lane-store.suite';
