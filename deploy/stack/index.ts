export { killKafka, killMongod, startKafkaAgain, startMongodAgain } from './faults';
export { repositoryRoot, type StackInfo, type StackOptions } from './options';
export { stackDown, stackUp } from './stack';
export { type ServerStatus, stackStatus, type StackStatus } from './stack-status';
