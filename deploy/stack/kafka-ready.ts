import { connect } from 'node:net';

const METADATA_API = 3;
const METADATA_VERSION = 1;
const CLIENT_ID = 'sandan-stack';
const MAX_ANSWER_BYTES = 1 << 20;

/** A Metadata request (version 1) that asks for no topic, with its length in front: Kafka's plain wire protocol. */
export function metadataRequest(correlationId: number): Buffer {
  const clientId = Buffer.from(CLIENT_ID);
  const request = Buffer.alloc(4 + 2 + 2 + 4 + 2 + clientId.length + 4);
  let at = request.writeInt32BE(request.length - 4, 0);
  at = request.writeInt16BE(METADATA_API, at);
  at = request.writeInt16BE(METADATA_VERSION, at);
  at = request.writeInt32BE(correlationId, at);
  at = request.writeInt16BE(clientId.length, at);
  at += clientId.copy(request, at);
  request.writeInt32BE(0, at);
  return request;
}

/** The ports of the live brokers in a Metadata answer (version 1), its length not included. */
export function brokerPorts(answer: Buffer): number[] {
  const ports: number[] = [];
  const count = answer.readInt32BE(4);
  let at = 8;
  for (let broker = 0; broker < count; broker++) {
    at += 4; // node id
    at += 2 + answer.readInt16BE(at); // host
    ports.push(answer.readInt32BE(at));
    at += 4;
    at += 2 + Math.max(0, answer.readInt16BE(at)); // rack, length -1 when there is none
  }
  return ports;
}

function exchange(port: number, request: Buffer, timeoutMs: number): Promise<Buffer> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let received = Buffer.alloc(0);
    const fail = (error: Error): void => {
      socket.destroy();
      failed(error);
    };
    socket.setTimeout(timeoutMs, () => fail(new Error('no answer to a Metadata request')));
    socket.on('error', fail);
    socket.on('close', () => failed(new Error('the connection was closed before the answer')));
    socket.on('connect', () => socket.write(request));
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      if (received.length < 4) return;
      const length = received.readInt32BE(0);
      if (length < 0 || length > MAX_ANSWER_BYTES) return fail(new Error('the answer is not Kafka’s'));
      if (received.length < 4 + length) return;
      done(received.subarray(4, 4 + length));
      socket.destroy();
    });
  });
}

/**
 * Whether the broker works: it answers a Metadata request and names itself among the live brokers. An open port is
 * not enough, the broker listens a while before its controller lets it lead partitions.
 */
export async function kafkaAnswers(port: number, timeoutMs = 2000): Promise<boolean> {
  return brokerPorts(await exchange(port, metadataRequest(1), timeoutMs)).includes(port);
}
