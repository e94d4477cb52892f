import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { loadReference, loadServiceConfig } from '@sandan/config';
import type { FlowStage } from '@sandan/contracts';
import { createLogger, type Logger } from '@sandan/observability';
import { hostname } from 'node:os';
import { BootError } from './boot-error';
import { connectPorts } from './connect-ports';
import { Service } from './service';
import { softwareVersion } from './software-version';

/** Time from SIGTERM to the end; a supervisor's own grace must be longer. */
const STOP_WITHIN_MS = 20_000;

/** Faults of whoever set the process up: their message says all, a stack would say nothing. */
const SETUP_FAULTS: ReadonlySet<string> = new Set(['BadEnvironmentError', 'BadReferenceError', BootError.name]);

/**
 * Starts this process as one that hosts `stages`, and ends it: 0 after SIGTERM or SIGINT, 1 when it cannot start, when a
 * last flush failed, or when nothing but a restart helps. Configuration and reference data are checked, all faults at
 * once, before anything else is started.
 */
export async function bootService(stages: readonly FlowStage['stage'][], module: Type): Promise<void> {
  let logger = createLogger(stages.join('+'));
  guardProcess(() => logger);
  try {
    const config = loadServiceConfig();
    logger = createLogger(stages.join('+'), config.logLevel);
    const reference = await loadReference(config.referenceFolder);
    const owner = `${hostname()}/${process.pid}`;
    const ports = await connectPorts(config, `sandan-${stages.join('-')}`, logger);
    const onFatal = (error: Error): void => end(logger, 'fatal', error);
    const service = new Service({
      stages,
      module,
      config,
      reference,
      ...ports,
      logger,
      owner,
      version: softwareVersion(),
      onFatal,
    });
    stopOnSignal(service, logger);
    await service.start();
  } catch (error) {
    end(logger, 'cannot-start', error);
  }
}

function stopOnSignal(service: Service, logger: Logger): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.info('stopping', { signal });
    setTimeout(() => end(logger, 'stop-took-too-long', undefined), STOP_WITHIN_MS).unref();
    try {
      await service.stop();
      logger.info('stopped');
      process.exit(0);
    } catch (error) {
      end(logger, 'last-flush-failed', error);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));
}

/** What nobody caught leaves the process in an unknown state: a restart from the store is the safe way on. */
function guardProcess(logger: () => Logger): void {
  process.on('unhandledRejection', (error) => end(logger(), 'unhandled-rejection', error));
  process.on('uncaughtException', (error) => end(logger(), 'uncaught-exception', error));
}

function end(logger: Logger, event: string, error: unknown): never {
  if (error instanceof Error && SETUP_FAULTS.has(error.name)) {
    for (const problem of error.message.split('\n')) logger.error(event, undefined, { problem });
  } else {
    logger.error(event, error);
  }
  process.exit(1);
}
