import { Controller, Get, Inject, type MessageEvent, Param, Sse } from '@nestjs/common';
import { interval, map, type Observable, startWith } from 'rxjs';
import type { EmbeddedEngine } from '../embedded-engine';
import type { NumberView } from '../parcel-view';
import type { DaySummary } from '../summary';
import { ProblemException } from './problem.filter';
import { ENGINE } from './tokens';

const EVENT_PAUSE_MS = 1000;

/** What the page shows. */
@Controller('api')
export class PageController {
  constructor(@Inject(ENGINE) private readonly engine: EmbeddedEngine) {}

  @Get('summary')
  summary(): DaySummary {
    return this.engine.summary();
  }

  @Get('parcels/:number')
  parcel(@Param('number') number: string): NumberView {
    const view = this.engine.parcel(number);
    if (!view) throw new ProblemException(404, 'no parcel under this number');
    return view;
  }

  /** The summary, every second. */
  @Sse('events')
  events(): Observable<MessageEvent> {
    return interval(EVENT_PAUSE_MS).pipe(
      startWith(0),
      map(() => ({ data: this.engine.summary() })),
    );
  }
}
