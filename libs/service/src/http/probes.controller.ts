import { Controller, Get, Header, Inject, ServiceUnavailableException } from '@nestjs/common';
import type { Health, HealthState, MetricsObserver } from '@sandan/observability';

export const HEALTH = Symbol('health');
export const METRICS = Symbol('metrics');

/** What a supervisor and a collector of metrics ask. */
@Controller()
export class ProbesController {
  constructor(
    @Inject(HEALTH) private readonly health: Pick<HealthState, 'livez' | 'readyz'>,
    @Inject(METRICS) private readonly metrics: Pick<MetricsObserver, 'registry'>,
  ) {}

  @Get('livez')
  livez(): Health {
    return okOr503(this.health.livez());
  }

  @Get('readyz')
  readyz(): Health {
    return okOr503(this.health.readyz());
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  collect(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}

function okOr503(health: Health): Health {
  if (!health.ok) throw new ServiceUnavailableException(health);
  return health;
}
