export { BadEnvironmentError } from './environment/bad-environment.error';
export { environmentExample, environmentTable } from './environment/environment-table';
export { loadServiceConfig } from './environment/load-service-config';
export { type CrossChecked, type Environment, parseEnvironment } from './environment/parse-environment';
export { LOG_LEVELS, type LogLevel, ServiceConfig } from './environment/service-config';
export { FromEnvironment, type Variable } from './environment/variable';
export { BadReferenceError, type ReferenceProblem } from './reference/bad-reference.error';
export { loadReference } from './reference/load-reference';
