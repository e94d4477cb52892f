import { Kafka, logLevel } from 'kafkajs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { repairSilence } from './silence-repair';

describe('a connection to a broker that falls silent', () => {
  let server: Server;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    repairSilence();
    server = createServer((socket) => sockets.push(socket.on('error', () => undefined).resume()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    sockets.splice(0).forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });

  it('is closed with the first request that gets no answer, so that the next attempt opens another', async () => {
    const { port } = server.address() as AddressInfo;
    const admin = new Kafka({
      brokers: [`127.0.0.1:${port}`],
      requestTimeout: 50,
      retry: { retries: 2, initialRetryTime: 10 },
      logLevel: logLevel.NOTHING,
    }).admin();
    await expect(admin.connect()).rejects.toThrow();
    expect(sockets.length).toBe(3);
    await Promise.all(
      sockets.map((socket) => socket.destroyed || new Promise((resolve) => socket.once('close', resolve))),
    );
    await admin.disconnect();
  });
});
