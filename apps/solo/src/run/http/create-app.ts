import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Logger, NestLogger } from '@sandan/observability';
import { ProblemFilter } from './problem.filter';
import { securityHeaders } from './security-headers';
import { SoloModule, type SoloParts } from './solo.module';

const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
/** The page lies beside this code, in the sources as in dist. */
const PAGE_FOLDER = join(__dirname, '..', '..', 'page');

/** The HTTP side of the engine; not listening yet. */
export async function createApp(parts: SoloParts, logger: Logger): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(SoloModule.of(parts), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
    // An open event stream would keep a stopping server alive.
    forceCloseConnections: true,
  });
  app.disable('x-powered-by');
  app.use(securityHeaders);
  app.useBodyParser('raw', { type: 'application/x-ndjson', limit: BODY_LIMIT_BYTES });
  app.useStaticAssets(PAGE_FOLDER, { index: 'index.html' });
  app.useGlobalFilters(new ProblemFilter(logger, () => !parts.health.livez().ok));
  return app;
}
