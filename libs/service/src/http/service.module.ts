import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { HealthState, MetricsObserver } from '@sandan/observability';
import { HEALTH, METRICS, ProbesController } from './probes.controller';

/** The root of every process: the app's own module, and the probes. */
@Module({})
export class ServiceModule {
  static of(app: Type, health: HealthState, metrics: MetricsObserver): DynamicModule {
    return {
      module: ServiceModule,
      imports: [app],
      controllers: [ProbesController],
      providers: [
        { provide: HEALTH, useValue: health },
        { provide: METRICS, useValue: metrics },
      ],
    };
  }
}
