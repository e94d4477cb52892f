import { Controller, Get, Inject, type MessageEvent, Param, Sse } from '@nestjs/common';
import type { Explanation } from '@sandan/audit';
import { interval, map, type Observable, startWith } from 'rxjs';
import type { EmbeddedEngine } from '../embedded-engine';
import type { NumberView } from '../parcel-view';
import type { DaySummary } from '../summary';
import type { LiveView } from '../../waiting/live-waiting';
import { MATTER_WORDS } from '../../waiting/waiting-view';
import { DOCUMENT_WORDS, OUTCOME_WORDS, REASON_WORDS, STATUS_WORDS, TAX_WORDS } from '../words';
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

  /** What waits for somebody. */
  @Get('waiting')
  async waiting(): Promise<LiveView> {
    const view = await this.engine.waiting();
    if (!view) throw new ProblemException(503, 'the engine is not ready yet');
    return view;
  }

  /** Chinese and English words for the names in the other answers. */
  @Get('words')
  words(): Record<string, Readonly<Record<string, string>>> {
    return {
      outcomes: OUTCOME_WORDS,
      statuses: STATUS_WORDS,
      reasons: REASON_WORDS,
      documents: DOCUMENT_WORDS,
      taxes: TAX_WORDS,
      matters: MATTER_WORDS,
    };
  }

  @Get('parcels/:number')
  parcel(@Param('number') number: string): NumberView {
    const view = this.engine.parcel(number);
    if (!view) throw new ProblemException(404, 'no parcel under this number');
    return view;
  }

  /** Why a parcel is where it is, rule by rule. */
  @Get('parcels/:number/explanation')
  async explanation(@Param('number') number: string): Promise<Explanation> {
    const [found] = await this.engine.explain(number);
    if (!found) throw new ProblemException(404, 'no parcel under this number');
    return found;
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
