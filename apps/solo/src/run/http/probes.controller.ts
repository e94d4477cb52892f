import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { Health, HealthState, MetricsObserver } from '@sandan/observability';
import { ProblemException } from './problem.filter';
import { HEALTH, METRICS } from './tokens';

/** What a supervisor and a collector of metrics ask. */
@Controller()
export class ProbesController {
  constructor(
    @Inject(HEALTH) private readonly health: HealthState,
    @Inject(METRICS) private readonly metrics: MetricsObserver,
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
  if (!health.ok) throw new ProblemException(503, health.why ?? 'not ready');
  return health;
}
