export { Service, type ServiceParts } from './boot/service';
export { bootService } from './boot/boot-service';
export { flowProblems, topicProblems } from './boot/check-flow';
export { loadRecords, publishLines, type Loaded, type LoadOptions } from './load/load-records';
export { LaneBatchServer, type HostedStage, type LaneBatchServerOptions } from './server/lane-batch-server';
export { LaneContext } from './server/lane-context';
export { createPortTopics, type PortTopicsOptions } from './topics/create-port-topics';
export { portTopicConfig } from './topics/port-topic-config';
