import { type AddressInfo, createServer, type Server } from 'node:net';
import { brokerPorts, kafkaAnswers, metadataRequest } from './kafka-ready';

/** A Metadata answer (version 1) that lists one broker on 127.0.0.1 per port. */
function answer(ports: number[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(1, 0);
  head.writeInt32BE(ports.length, 4);
  const brokers = ports.map((port, index) => {
    const host = Buffer.from('127.0.0.1');
    const broker = Buffer.alloc(4 + 2 + host.length + 4 + 2);
    broker.writeInt32BE(index + 1, 0);
    broker.writeInt16BE(host.length, 4);
    host.copy(broker, 6);
    broker.writeInt32BE(port, 6 + host.length);
    broker.writeInt16BE(-1, 10 + host.length);
    return broker;
  });
  return Buffer.concat([head, ...brokers]);
}

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

describe('the question whether a broker works', () => {
  let server: Server | undefined;

  afterEach(async () => {
    await new Promise((done) => (server ? server.close(done) : done(undefined)));
    server = undefined;
  });

  async function serve(reply: (port: number) => Buffer): Promise<number> {
    server = createServer((socket) => {
      const { port } = server?.address() as AddressInfo;
      socket.on('error', () => socket.destroy());
      socket.on('data', () => socket.write(reply(port)));
    });
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    return (server?.address() as AddressInfo).port;
  }

  it('is a Metadata request of version 1 with its own length in front', () => {
    const request = metadataRequest(7);
    expect(request.readInt32BE(0)).toBe(request.length - 4);
    expect([request.readInt16BE(4), request.readInt16BE(6), request.readInt32BE(8)]).toEqual([3, 1, 7]);
  });

  it('reads the ports of all brokers in the answer', () => {
    expect(brokerPorts(answer([21001, 21003]))).toEqual([21001, 21003]);
    expect(brokerPorts(answer([]))).toEqual([]);
  });

  it('is answered yes only by a broker that names itself', async () => {
    expect(await kafkaAnswers(await serve((port) => framed(answer([port]))))).toBe(true);
  });

  it('is answered no while no broker is live', async () => {
    expect(await kafkaAnswers(await serve(() => framed(answer([]))))).toBe(false);
  });

  it('fails on a server that speaks something else', async () => {
    const port = await serve(() => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await expect(kafkaAnswers(port)).rejects.toThrow('not Kafka');
  });

  it('fails on a server that stays silent', async () => {
    const port = await serve(() => Buffer.alloc(0));
    await expect(kafkaAnswers(port, 100)).rejects.toThrow('no answer');
  });
});
