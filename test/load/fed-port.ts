import { setTimeout as sleep } from 'node:timers/promises';
import { type Usage, usageOf } from '../../deploy/engine';
import type { DayRecord } from '../../seeds/day';
import type { Contender } from './contender';
import { BATCH_RECORDS, POLL_MS, PortServer } from './port-server';

/** `sandan run` over a folder; records come over HTTP as fast as it decides them. */
export class FedPort implements Contender {
  private server: PortServer | undefined;
  private before = 0;
  private failure: unknown;
  /** Once it has stopped, after everything it took was decided. */
  clearancesAtEnd = 0;

  constructor(
    private readonly root: string,
    private readonly folder: string,
    private readonly records: Iterable<DayRecord>,
  ) {}

  async start(): Promise<number> {
    this.server = await PortServer.start(this.root, this.folder);
    this.before = await this.server.clearances();
    void this.feed(this.server).catch((error: unknown) => (this.failure = error));
    return performance.now();
  }

  /** Clearances of this start of the port. */
  async told(): Promise<number> {
    if (this.failure !== undefined) throw this.failure;
    return (await this.started().clearances()) - this.before;
  }

  usage(): Record<string, Usage> {
    return { port: usageOf(this.started().pid) };
  }

  async stop(): Promise<void> {
    if (!this.server) return;
    while (this.failure === undefined && (await this.server.backlog()) > 0) await sleep(POLL_MS);
    this.clearancesAtEnd = (await this.server.clearances()) - this.before;
    await this.server.stop();
  }

  private async feed(server: PortServer): Promise<void> {
    let batch: DayRecord[] = [];
    for (const record of this.records) {
      if (batch.push(record) < BATCH_RECORDS) continue;
      await server.takeAtItsPace(batch);
      batch = [];
    }
    if (batch.length > 0) await server.takeAtItsPace(batch);
  }

  private started(): PortServer {
    if (!this.server) throw new Error('the port was not started');
    return this.server;
  }
}
