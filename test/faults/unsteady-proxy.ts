import { connect, createServer, type Server, type Socket } from 'node:net';

/** What the network does to the connections of a proxy. */
export type Weather =
  | { kind: 'fair' }
  /** Every piece of bytes comes so much later, in both directions. */
  | { kind: 'slow'; delayMs: number }
  /** Each connection is reset after a random time up to this. */
  | { kind: 'resets'; withinMs: number }
  /** Nothing passes and nobody is told; what was sent arrives when the weather is fair again. */
  | { kind: 'partition' };

/** Milliseconds. Random times come from here. */
export type Chance = () => number;

interface Link {
  client: Socket;
  server: Socket;
  /** One end is gone and the other does not know: what comes from it is swallowed, for ever. */
  dead: boolean;
}

/** A network between the processes and one of their servers, which can be made bad. */
export class UnsteadyProxy {
  private readonly links = new Set<Link>();
  private weather: Weather = { kind: 'fair' };
  private readonly server: Server;
  private flushes: (() => void)[] = [];

  constructor(
    private readonly to: { host: string; port: number },
    private readonly chance: Chance = Math.random,
  ) {
    // The other way stays open when one end has said its last: the proxy passes the end on itself.
    this.server = createServer({ allowHalfOpen: true }, (client) => this.join(client));
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  }

  get connections(): number {
    return this.links.size;
  }

  become(weather: Weather): void {
    this.weather = weather;
    if (weather.kind === 'resets') this.links.forEach((link) => this.resetLater(link));
    if (weather.kind !== 'partition') for (const flush of this.flushes.splice(0)) flush();
  }

  /** From now on nothing passes over the connections that exist; their clients are not told. New ones work. */
  abandon(): number {
    const abandoned = [...this.links];
    for (const link of abandoned) {
      link.dead = true;
      link.server.destroy();
    }
    return abandoned.length;
  }

  async close(): Promise<void> {
    this.become({ kind: 'fair' });
    for (const { client, server } of this.links) [client, server].forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    const server = connect({ ...this.to, allowHalfOpen: true });
    const link: Link = { client, server, dead: false };
    this.links.add(link);
    this.carry(link, client, server);
    this.carry(link, server, client);
    if (this.weather.kind === 'resets') this.resetLater(link);
  }

  private carry(link: Link, from: Socket, to: Socket): void {
    let before: Promise<void> = Promise.resolve();
    const inTurn = (work: () => void): void => {
      const arrived = this.passage();
      before = before.then(() => arrived).then(() => void (link.dead || work()));
    };
    from.setNoDelay(true);
    from.on('data', (bytes) => inTurn(() => to.write(bytes)));
    from.on('end', () => inTurn(() => to.end()));
    from.on('error', () => undefined);
    from.on('close', () => {
      // An abandoned client learns nothing of its server.
      if (link.dead && from === link.server) return;
      this.links.delete(link);
      inTurn(() => to.destroy());
    });
  }

  /** Resolves when bytes that leave now arrive. */
  private passage(): Promise<void> {
    const { weather } = this;
    if (weather.kind === 'slow') return new Promise((resolve) => setTimeout(resolve, weather.delayMs));
    if (weather.kind === 'partition') return new Promise((resolve) => this.flushes.push(resolve));
    return Promise.resolve();
  }

  private resetLater(link: Link): void {
    const { weather } = this;
    if (weather.kind !== 'resets') return;
    const reset = (): void => {
      if (this.weather !== weather) return;
      link.client.resetAndDestroy();
      link.server.resetAndDestroy();
    };
    setTimeout(reset, this.chance() * weather.withinMs).unref();
  }
}
