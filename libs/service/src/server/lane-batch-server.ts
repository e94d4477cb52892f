import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { type LaneBatch, LaneWorker, type Log, type LogConsumer, type RunnerOptions } from '@sandan/pipeline';
import { lastValueFrom } from 'rxjs';
import { LaneContext } from './lane-context';

/** One stage that this process hosts, with the topics it consumes. */
export interface HostedStage {
  topics: readonly string[];
  runner: RunnerOptions;
}

export interface LaneBatchServerOptions {
  log: Log;
  stages: readonly HostedStage[];
  /** Nothing but a restart helps: the process must end. */
  onFatal(error: Error): void;
}

/**
 * Nest's transport for lanes: every hosted stage consumes its topics in a group of its own, and a lane's batch goes to
 * the `@EventPattern` handler of the stage. Nest's pipeline (guards, interceptors, filters) is paid once a batch, where its
 * own Kafka server pays it once a record.
 */
export class LaneBatchServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('sandan-lanes');
  // The outcome of a batch, good or bad, is asked of the batch itself: Nest has nothing to report.
  override readonly propagatesEventHandlerErrors = true;
  private readonly workers: LaneWorker[] = [];
  private consumers: LogConsumer[] = [];
  private consuming = false;

  constructor(private readonly options: LaneBatchServerOptions) {
    super();
  }

  /** Really consuming: every hosted stage has its lanes and fetches, or has fewer lanes than members. */
  healthy(): boolean {
    return this.consuming && this.consumers.every((consumer) => consumer.healthy());
  }

  listen(done: (error?: unknown) => void): void {
    this.consume().then(() => done(), done);
  }

  /** Gives all lanes back after their running flush. Rejects when a lane's last flush failed. */
  async close(): Promise<void> {
    this.consuming = false;
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
    const failure = this.workers.find((worker) => worker.failure)?.failure;
    if (failure) throw failure;
  }

  on(): never {
    throw new Error('lanes have no events of their own');
  }

  unwrap<T>(): T {
    return this.consumers as T;
  }

  private async consume(): Promise<void> {
    const routes = this.options.stages.map(({ runner }) => this.batchHandler(runner.hosting.name));
    this.consumers = this.options.stages.map(({ topics, runner }, index) => {
      const worker = new LaneWorker(runner, (batch) => this.route(batch, routes[index] as MessageHandler));
      this.workers.push(worker);
      const { onFatal } = this.options;
      return this.options.log.consumer({ group: `sandan-${runner.hosting.name}`, topics, handler: worker, onFatal });
    });
    await Promise.all(this.consumers.map((consumer) => consumer.start()));
    this.consuming = true;
  }

  /** Throws before anything is consumed when a hosted stage has no handler, or more than one. */
  private batchHandler(stage: string): MessageHandler {
    const handler = this.getHandlerByPattern(stage);
    if (!handler?.isEventHandler || handler.extras?.['batch'] !== true) {
      throw new Error(`stage ${stage} has no handler: @EventPattern('${stage}', { batch: true }) is missing`);
    }
    if (handler.next) throw new Error(`stage ${stage} has more than one handler`);
    return handler;
  }

  private async route(batch: LaneBatch, handler: MessageHandler): Promise<void> {
    const context = new LaneContext([batch.stage, batch.laneNumber]);
    try {
      const result = this.transformToObservable((await handler(batch, context)) as unknown);
      await lastValueFrom(result, { defaultValue: undefined });
    } catch (error) {
      // A handler's own error comes out of Nest without its class: the batch kept the true one, the worker meets it there.
      if (!batch.taken) throw new Error(`a batch of ${batch.stage} was turned away`, { cause: error });
    }
  }
}
