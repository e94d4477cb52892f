import type { Message } from 'kafkajs';
import Encoder from 'kafkajs/src/protocol/encoder';
import { type Call, requests } from 'kafkajs/src/protocol/requests';
import { SpareMemory } from '@sandan/pipeline';
import { RecordBatch } from './record-batch';

interface ProduceArguments {
  acks: number;
  timeout: number;
  compression?: number;
  transactionalId?: string | null;
  producerId?: unknown;
  producerEpoch?: number;
  topicData: {
    topic: string;
    partitions: { partition: number; firstSequence?: number; messages: Message[] }[];
  }[];
}

/** Record batches of format 2, which is what `RecordBatch` writes, came with this version. */
const FORMAT_2_FROM = 3;
const repaired = new WeakSet<object>();
const REQUEST_MEMORY = new SpareMemory(8 * 1024 * 1024);

type EncoderOfKafkajs = typeof Encoder.prototype;

/**
 * kafkajs 2.2.4 encodes a record into a zeroed buffer of its own, copies it into that of its batch, that into its
 * partition's, its topic's and the request's, each grown by doubling: a third of the time of a process that publishes
 * eight records a parcel, with the garbage that it leaves. Here a request's size is computed first and each record is
 * written once, with room for what kafkajs puts in front. Compressed requests go the old way.
 */
export function repairProduce(): void {
  const { Produce } = requests;
  if (repaired.has(Produce)) return;
  repaired.add(Produce);
  Encoder.prototype.ensureAvailable = growWithoutZeros;
  Encoder.prototype.writeEncoder = putInFront(Encoder.prototype.writeEncoder);
  const original = Produce.protocol.bind(Produce);
  Produce.protocol = ({ version }) => {
    const usual = original({ version });
    if (version < FORMAT_2_FROM) return usual;
    return (given) => {
      const call = usual(given);
      const produce = given as ProduceArguments;
      if (produce.compression) return call;
      return withMemory(produce, call);
    };
  };
}

/** The memory of a request serves another one as soon as the broker has answered this one. */
function withMemory(produce: ProduceArguments, { request, response }: Call): Call {
  let sent: Encoded | undefined;
  return {
    request: { ...request, encode: () => Promise.resolve((sent = encodeProduce(produce))) },
    response: {
      ...response,
      decode: (answer) => {
        if (sent) REQUEST_MEMORY.giveBack(sent.buf);
        sent = undefined;
        return response.decode(answer);
      },
    },
  };
}

/** Into buffers of twice the size that nobody reads before they are written. */
function growWithoutZeros(this: EncoderOfKafkajs, length: number): void {
  const needed = this.offset + length;
  if (needed <= this.buf.length) return;
  const larger = Buffer.allocUnsafeSlow(Encoder.nextPowerOfTwo(needed));
  this.buf.copy(larger, 0, 0, this.offset);
  this.buf = larger;
  this.behindRoom = undefined;
}

/** An encoder that another one is written into copies it, unless there is room in front of that one. */
function putInFront(usual: EncoderOfKafkajs['writeEncoder']): EncoderOfKafkajs['writeEncoder'] {
  return function writeEncoder(this: EncoderOfKafkajs, written) {
    const { behindRoom } = written;
    const start = (behindRoom?.room ?? 0) - this.offset;
    if (!behindRoom || start < 0) return usual.call(this, written);
    this.buf.copy(behindRoom.whole, start, 0, this.offset);
    this.buf = behindRoom.whole.subarray(start);
    this.offset = this.buf.length;
    this.behindRoom = { whole: behindRoom.whole, room: start };
    return this;
  };
}

/** Size, kind, number and the client's id: nearly always shorter. */
const ROOM_IN_FRONT = 512;

/** What kafkajs takes for one of its encoders: it looks at nothing but the first two. */
export type Encoded = Pick<EncoderOfKafkajs, 'buf' | 'buffer' | 'behindRoom'>;

export function encodeProduce(produce: ProduceArguments): Encoded {
  const now = Date.now();
  const { producerId = -1, producerEpoch = 0, transactionalId } = produce;
  const topics = produce.topicData.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map(({ partition, messages, firstSequence = 0 }) => ({
      partition,
      batch: new RecordBatch(messages, { producerId: BigInt(String(producerId)), producerEpoch, firstSequence }, now),
    })),
  }));
  let bytes = textBytes(transactionalId) + 2 + 4 + 4;
  for (const { topic, partitions } of topics) {
    bytes += textBytes(topic) + 4;
    for (const { batch } of partitions) bytes += 8 + batch.bytes;
  }
  const whole = REQUEST_MEMORY.take(ROOM_IN_FRONT + bytes);
  const buffer = whole.subarray(ROOM_IN_FRONT);
  let at = writeText(buffer, 0, transactionalId);
  at = buffer.writeInt16BE(produce.acks, at);
  at = buffer.writeInt32BE(produce.timeout, at);
  at = buffer.writeInt32BE(topics.length, at);
  for (const { topic, partitions } of topics) {
    at = writeText(buffer, at, topic);
    at = buffer.writeInt32BE(partitions.length, at);
    for (const { partition, batch } of partitions) {
      at = buffer.writeInt32BE(partition, at);
      at = buffer.writeInt32BE(batch.bytes, at);
      at = batch.write(buffer, at);
    }
  }
  return { buf: buffer, buffer, behindRoom: { whole, room: ROOM_IN_FRONT } };
}

function textBytes(text: string | null | undefined): number {
  return 2 + (text ? Buffer.byteLength(text) : 0);
}

function writeText(buffer: Buffer, at: number, text: string | null | undefined): number {
  if (text === null || text === undefined) return buffer.writeInt16BE(-1, at);
  const start = buffer.writeInt16BE(Buffer.byteLength(text), at);
  return start + buffer.write(text, start);
}
