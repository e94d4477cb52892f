export { combineObservers } from './combine-observers';
export { healthObserver } from './health-observer';
export { type Health, HealthState } from './health-state';
export { createLogger, type LogFields, type Logger, type LogLevel } from './logger';
export { loggingObserver } from './logging-observer';
export { MetricsObserver, type MetricsOptions } from './metrics-observer';
export { NestLogger } from './nest-logger';
