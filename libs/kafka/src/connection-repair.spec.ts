import Connection from 'kafkajs/src/network/connection';
import Encoder from 'kafkajs/src/protocol/encoder';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { repairConnections } from './connection-repair';

const HEARTBEAT = 12;
const logger = { namespace: () => logger, debug: () => undefined, error: () => undefined, warn: () => undefined };

describe('a connection to a broker', () => {
  let server: Server;
  let connection: typeof Connection.prototype;
  let opened: Socket[];
  /** What the broker does with a request; a size and the number of the request come first in an answer. */
  let answer: (socket: Socket, correlationId: number) => void;

  beforeEach(async () => {
    repairConnections();
    opened = [];
    answer = (socket, correlationId) => socket.write(answerTo(correlationId));
    server = createServer((socket) => {
      opened.push(socket.on('error', () => undefined));
      // Size, number of the request's kind and its version come before.
      socket.on('data', (request: Buffer) => answer(socket, request.readInt32BE(8)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    connection = new Connection({
      ...{ host: '127.0.0.1', port, logger, requestTimeout: 60_000, connectionTimeout: 5_000 },
      socketFactory: ({ onConnect }: { onConnect: () => void }) => connect(port, '127.0.0.1', onConnect),
    });
  });

  afterEach(async () => {
    await connection.disconnect();
    opened.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });

  function ask(): Promise<unknown> {
    const encode = (): Promise<InstanceType<typeof Encoder>> => Promise.resolve(new Encoder());
    const request = { apiKey: HEARTBEAT, apiVersion: 0, apiName: 'Heartbeat', encode };
    const response = { decode: (payload: Buffer) => ({ payload }), parse: () => 'understood' };
    return connection.send({ request, response });
  }

  it('that was reset in the middle of an answer understands the next one', async () => {
    await connection.connect();
    answer = (socket, correlationId) => {
      const whole = answerTo(correlationId);
      socket.write(whole.subarray(0, whole.length - 2), () => setTimeout(() => socket.resetAndDestroy(), 20));
    };
    await expect(ask()).rejects.toThrow();
    answer = (socket, correlationId) => socket.write(answerTo(correlationId));
    await connection.connect();
    await expect(ask()).resolves.toBe('understood');
  });

  it('takes no request any more while it is being closed, and ends those under way when it is reset', async () => {
    await connection.connect();
    const due: (() => void)[] = [];
    answer = (socket) => due.push(() => socket.resetAndDestroy());
    const underWay = ask();
    await until(() => due.length > 0);
    const closed = connection.disconnect();
    await expect(ask()).rejects.toThrow('Not connected');
    due.forEach((reset) => reset());
    await expect(underWay).rejects.toThrow();
    await closed;
  });

  it('is open when it was opened again while it was being closed', async () => {
    await connection.connect();
    const due: (() => void)[] = [];
    answer = (socket, correlationId) => due.push(() => socket.write(answerTo(correlationId)));
    const asked = ask();
    await until(() => due.length > 0);
    const closed = connection.disconnect();
    const again = connection.connect();
    due.forEach((late) => late());
    await expect(asked).resolves.toBe('understood');
    await Promise.all([closed, again]);
    answer = (socket, correlationId) => socket.write(answerTo(correlationId));
    await expect(ask()).resolves.toBe('understood');
  });

  it('is opened once when two ask for it at once', async () => {
    await Promise.all([connection.connect(), connection.connect()]);
    await expect(ask()).resolves.toBe('understood');
    expect(opened).toHaveLength(1);
  });

  it('tells whoever opens it when it is closed meanwhile', async () => {
    const opening = connection.connect();
    await connection.disconnect();
    await expect(opening).rejects.toThrow('Closed connection');
  });
});

function answerTo(correlationId: number): Buffer {
  const whole = Buffer.alloc(4 + 4 + 8);
  whole.writeInt32BE(whole.length - 4, 0);
  whole.writeInt32BE(correlationId, 4);
  return whole;
}

async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 5));
}
