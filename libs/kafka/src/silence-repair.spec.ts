import { Kafka, logLevel } from 'kafkajs';
import Connection from 'kafkajs/src/network/connection';
import Encoder from 'kafkajs/src/protocol/encoder';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
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

  it('ends its requests, too, when it was opened again while it was being closed', async () => {
    const { port } = server.address() as AddressInfo;
    const logger = { namespace: () => logger, debug: () => undefined, error: () => undefined };
    const socketFactory = ({ onConnect }: { onConnect: () => void }) => connect(port, '127.0.0.1', onConnect);
    const options = { host: '127.0.0.1', port, logger, socketFactory, requestTimeout: 50, connectionTimeout: 1_000 };
    const connection = new Connection(options);
    await connection.connect();
    // What the end of a former opening does to the next one: nobody looks for late answers any more.
    connection.requestQueue.destroy();
    const request = { apiKey: 18, apiVersion: 0, apiName: 'ApiVersions', encode: () => Promise.resolve(new Encoder()) };
    await expect(connection.send({ request, response: {} })).rejects.toThrow('got no answer in 1050 ms');
    await expect(connection.send({ request, response: {} })).rejects.toThrow('Not connected');
  });
});
