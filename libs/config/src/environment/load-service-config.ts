import { readFileSync } from 'node:fs';
import { type Environment, parseEnvironment } from './parse-environment';
import { ServiceConfig } from './service-config';

/** The configuration of a process; throws `BadEnvironmentError`. To be called once, before anything is started. */
export function loadServiceConfig(environment: Environment = process.env): Readonly<ServiceConfig> {
  return parseEnvironment(ServiceConfig, environment, (file) => readFileSync(file, 'utf8'));
}
