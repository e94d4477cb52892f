import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Logger } from '@sandan/observability';
import type { Response } from 'express';

/** Body of an answer that is no success (RFC 9457), plus members of its own. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  [member: string]: unknown;
}

export class ProblemException extends HttpException {
  constructor(status: number, title: string, members: Readonly<Record<string, unknown>> = {}) {
    super({ type: 'about:blank', title, status, ...members } satisfies Problem, status);
  }
}

/** Every failure as problem+json; what went wrong inside stays inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** `hasEnded`: the engine has failed and said so; what fails of requests from then on is that failure. */
  constructor(
    private readonly logger: Logger,
    private readonly hasEnded: () => boolean,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(error);
    const isNews = problem.status >= 500 && !(error instanceof ProblemException) && !this.hasEnded();
    if (isNews) this.logger.error('request-failed', error);
    // A stream that has begun cannot change its answer.
    if (response.headersSent) return void response.end();
    if (problem.status === 503) response.setHeader('Retry-After', '5');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemException) return error.getResponse() as Problem;
  const status = statusOf(error);
  const titles: Record<number, string> = {
    404: 'nothing here',
    413: 'the body is too large; send it in parts',
    415: 'this content type or encoding is not taken',
  };
  return { type: 'about:blank', title: titles[status] ?? (status < 500 ? 'bad request' : 'internal error'), status };
}

/** Errors of the body parser carry a status although they are no HttpException. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
