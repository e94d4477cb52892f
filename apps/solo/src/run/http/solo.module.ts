import { type DynamicModule, Module } from '@nestjs/common';
import type { HealthState, MetricsObserver } from '@sandan/observability';
import type { EmbeddedEngine } from '../embedded-engine';
import { PageController } from './page.controller';
import { ProbesController } from './probes.controller';
import { RecordsController } from './records.controller';
import { ENGINE, HEALTH, METRICS } from './tokens';

export interface SoloParts {
  engine: EmbeddedEngine;
  health: HealthState;
  metrics: MetricsObserver;
}

@Module({})
export class SoloModule {
  static of({ engine, health, metrics }: SoloParts): DynamicModule {
    return {
      module: SoloModule,
      controllers: [RecordsController, PageController, ProbesController],
      providers: [
        { provide: ENGINE, useValue: engine },
        { provide: HEALTH, useValue: health },
        { provide: METRICS, useValue: metrics },
      ],
    };
  }
}
