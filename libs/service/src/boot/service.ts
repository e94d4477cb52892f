import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ServiceConfig } from '@sandan/config';
import { ALL_TOPICS, type FlowStage } from '@sandan/contracts';
import { buildReference, type ReferenceData } from '@sandan/domain';
import {
  combineObservers,
  healthObserver,
  HealthState,
  type Logger,
  loggingObserver,
  MetricsObserver,
  NestLogger,
} from '@sandan/observability';
import { createDigest, type LaneStore, type Log } from '@sandan/pipeline';
import { ServiceModule } from '../http/service.module';
import { LaneBatchServer } from '../server/lane-batch-server';
import { BootError } from './boot-error';
import { flowProblems, topicProblems } from './check-flow';
import { hostedStage } from './stage-options';

export interface ServiceParts {
  stages: readonly FlowStage['stage'][];
  /** The app's own module: one controller a stage. */
  module: Type;
  config: Readonly<ServiceConfig>;
  reference: ReferenceData;
  log: Log;
  store: LaneStore;
  logger: Logger;
  version: string;
  /** Names this process in the journals. */
  owner: string;
  /** Nothing but a restart helps; called once the health says so. */
  onFatal(error: Error): void;
}

/** One process of the distributed engine: some stages in Nest, their lanes, and the probes over HTTP. */
export class Service {
  private readonly health = new HealthState(() => this.server?.healthy() ?? false);
  private server: LaneBatchServer | undefined;
  private app: INestApplication | undefined;

  constructor(private readonly parts: ServiceParts) {}

  /** Resolves once consuming. Throws `BootError` when the topics do not fit the flow. */
  async start(): Promise<void> {
    const { log, logger, module, config, reference, version } = this.parts;
    const lanes = await this.checkTopics();
    const { settings } = reference;
    const { matchWindowHours } = settings;
    const metrics = new MetricsObserver({ version, rules: settings.version, matchWindowHours });
    this.server = this.createServer(lanes, metrics);
    this.app = await NestFactory.create(ServiceModule.of(module, this.health, metrics), {
      logger: new NestLogger(logger),
      abortOnError: false,
    });
    this.app.connectMicroservice({ strategy: this.server });
    // The probes first: a supervisor must see a process that is still joining its group.
    await this.app.listen(config.httpPort, config.httpHost);
    await this.app.startAllMicroservices();
    const { stages } = this.parts;
    logger.info('consuming', { stages: stages.join(','), lanes, url: await this.url(), log: log.constructor.name });
  }

  /**
   * Not ready any more, gives the lanes back after their running flush, then closes everything it was given. Rejects when
   * a last flush failed; closes the rest all the same.
   */
  async stop(): Promise<void> {
    this.health.stop();
    const closings = [
      () => this.server?.close(),
      () => this.app?.close(),
      () => this.parts.log.close(),
      () => this.parts.store.close(),
    ];
    const failures: unknown[] = [];
    for (const close of closings) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Where the probes listen. */
  async url(): Promise<string> {
    return this.app?.getUrl() ?? '';
  }

  private async checkTopics(): Promise<number> {
    const counts = await this.parts.log.partitions(ALL_TOPICS);
    const problems = [...flowProblems(), ...topicProblems(counts)];
    if (problems.length > 0) throw new BootError(problems);
    return [...counts.values()][0] ?? 0;
  }

  private createServer(lanes: number, metrics: MetricsObserver): LaneBatchServer {
    const { stages, config, reference, log, store, logger, owner } = this.parts;
    const shared = {
      config,
      store,
      publisher: log.publisher,
      reference: buildReference(reference),
      digest: createDigest(config.buyerKey),
      observer: combineObservers(metrics, loggingObserver(logger), healthObserver(this.health)),
      lanes,
      owner,
    };
    return new LaneBatchServer({
      log,
      stages: stages.map((stage) => hostedStage(stage, shared)),
      onFatal: (error) => {
        this.health.failed(error.message);
        this.parts.onFatal(error);
      },
    });
  }
}
