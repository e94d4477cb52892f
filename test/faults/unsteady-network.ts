import { findFreePort, type StackInfo, stackUp } from '../../deploy/stack';
import { Prng } from '../../seeds/prng';
import { UnsteadyProxy, type Weather } from './unsteady-proxy';

/** Both servers behind proxies of their own; whoever is told the addresses of the proxies meets the weather. */
export class UnsteadyNetwork {
  private constructor(
    readonly stack: StackInfo,
    readonly kafka: UnsteadyProxy,
    readonly mongo: UnsteadyProxy,
    /** Where the processes find the servers behind the proxies. */
    readonly servers: { brokers: string[]; mongoUri: string },
  ) {}

  /** Starts both servers anew, without a past. */
  static async start(folder: string, seed: number): Promise<UnsteadyNetwork> {
    const [brokerPort, kafkaPort, mongoPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
    // Brokers tell their clients where to go on: those of this listener are told the proxy.
    const stack = await stackUp({ folder, fresh: true, kafkaProxied: { port: brokerPort, proxyPort: kafkaPort } });
    const chance = new Prng(seed);
    const proxyTo = (port: number) => new UnsteadyProxy({ host: '127.0.0.1', port }, () => chance.fraction());
    const [kafka, mongo] = [proxyTo(brokerPort), proxyTo(stack.mongoPort)];
    await Promise.all([kafka.listen(kafkaPort), mongo.listen(mongoPort)]);
    const mongoUri = new URL(stack.mongoUri);
    mongoUri.port = String(mongoPort);
    // Members of a replica set name themselves, too, and a client that looked for the set would go round the proxy.
    mongoUri.searchParams.delete('replicaSet');
    mongoUri.searchParams.set('directConnection', 'true');
    return new UnsteadyNetwork(stack, kafka, mongo, {
      brokers: [`127.0.0.1:${kafkaPort}`],
      mongoUri: mongoUri.href,
    });
  }

  become(weather: Weather): void {
    this.kafka.become(weather);
    this.mongo.become(weather);
  }

  /** Connections that were given up on. */
  abandon(): number {
    return this.kafka.abandon() + this.mongo.abandon();
  }

  async close(): Promise<void> {
    await Promise.all([this.kafka.close(), this.mongo.close()]);
  }
}
