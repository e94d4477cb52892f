export { EngineFleet, type EngineFleetOptions } from './engine-fleet';
export { cell, machineLines, table } from './page-parts';
export { describeMachine, type Machine, median } from './machine';
export { type Usage, usageOf } from './process-usage';
export { type AppName, stageEnvironment, StageProcess, type StageProcessOptions } from './stage-process';
