export { killKafka, killMongod, startKafkaAgain, startMongodAgain } from './faults';
export { findFreePort } from './free-port';
export { type StackInfo, type StackOptions } from './options';
export { repositoryRoot } from './repository-root';
export { stackDown, stackUp } from './stack';
export { type ServerStatus, stackStatus, type StackStatus } from './stack-status';
