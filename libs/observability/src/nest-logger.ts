import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger';

/** Nest's own words as our JSON lines: its last argument is the context, of an error the one before it the stack. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug('framework', fields(message, rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn('framework-warning', fields(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const error = message instanceof Error ? message : undefined;
    this.logger.error('framework-error', error, error ? {} : fields(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.log(message, ...rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.log(message, ...rest);
  }
}

function fields(message: unknown, rest: readonly unknown[]): { detail: string; context: string } {
  const context = rest.at(-1);
  return { detail: String(message).slice(0, 300), context: typeof context === 'string' ? context : '' };
}
