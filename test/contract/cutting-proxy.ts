import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Stands between a driver and its server, and cuts the connection at the worst moment: after a message went to the
 * server, before the answer comes back.
 */
export class CuttingProxy {
  private readonly sockets = new Set<Socket>();
  private cuts = 0;
  private word = '';
  private refusing = false;

  private constructor(private readonly server: Server) {}

  static async start(host: string, port: number): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server);
    server.on('connection', (client) => proxy.pass(client, connect(port, host)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get cutsLeft(): number {
    return this.cuts;
  }

  /** Takes away the answers of the next messages that contain `word`. */
  cutAnswersOf(word: string, times: number): void {
    this.word = word;
    this.cuts = times;
  }

  /** Cuts everything and lets nobody in, or lets them in again. */
  refuse(refusing: boolean): void {
    this.refusing = refusing;
    if (refusing) for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.refuse(true);
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(client: Socket, server: Socket): void {
    let answersCut = false;
    const end = () => [client, server].forEach((socket) => socket.destroy());
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', end).on('close', () => (this.sockets.delete(socket), end()));
    }
    if (this.refusing) return end();
    client.on('data', (bytes) => {
      if (this.cuts > 0 && bytes.includes(this.word)) {
        this.cuts -= 1;
        answersCut = true;
      }
      server.write(bytes);
    });
    // The server has done its work once it answers; that answer is what gets lost.
    server.on('data', (bytes) => (answersCut ? end() : client.write(bytes)));
  }
}
