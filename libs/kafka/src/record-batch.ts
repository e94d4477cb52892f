import type { Message } from 'kafkajs';
import { crc32c } from './crc32c';

/** What the idempotent producer says of a batch. */
export interface BatchOrigin {
  producerId: bigint;
  producerEpoch: number;
  firstSequence: number;
}

const MAGIC = 2;
/** From the base offset to the number of records. */
const HEADER_BYTES = 61;
/** The length field counts from the leader epoch on, the checksum from the attributes on. */
const LENGTH_FROM = 12;
const CRC_AT = 17;
const CHECKED_FROM = 21;

/** One record batch (format 2, not compressed) whose size is known before a byte of it is written. */
export class RecordBatch {
  readonly bytes: number;
  private readonly times: Float64Array;
  private readonly bodies: Int32Array;
  private readonly keys: Int32Array;
  private readonly values: Int32Array;
  private readonly headers: [string, Bytes][][];
  private readonly firstTime: number;

  constructor(
    private readonly messages: readonly Message[],
    private readonly origin: BatchOrigin,
    now: number,
  ) {
    const count = messages.length;
    this.times = Float64Array.from(messages, ({ timestamp }) => (timestamp === undefined ? now : Number(timestamp)));
    this.firstTime = this.times.reduce((first, time) => Math.min(first, time), Infinity);
    this.bodies = new Int32Array(count);
    this.keys = new Int32Array(count);
    this.values = new Int32Array(count);
    this.headers = messages.map(({ headers }) => headerEntries(headers));
    let bytes = HEADER_BYTES;
    for (let index = 0; index < count; index++) bytes += this.measure(index);
    this.bytes = bytes;
  }

  /** Writes the batch at `start`; returns where it ends. */
  write(target: Buffer, start: number): number {
    const { origin, messages } = this;
    let at = start + HEADER_BYTES;
    for (let index = 0; index < messages.length; index++) at = this.writeRecord(target, at, index);
    target.writeBigInt64BE(0n, start);
    target.writeInt32BE(at - start - LENGTH_FROM, start + 8);
    target.writeInt32BE(0, start + 12);
    target.writeInt8(MAGIC, start + 16);
    target.writeInt16BE(0, start + CHECKED_FROM);
    target.writeInt32BE(messages.length - 1, start + 23);
    target.writeBigInt64BE(BigInt(this.firstTime), start + 27);
    target.writeBigInt64BE(BigInt(this.times.reduce((last, time) => Math.max(last, time), -Infinity)), start + 35);
    target.writeBigInt64BE(origin.producerId, start + 43);
    target.writeInt16BE(origin.producerEpoch, start + 51);
    target.writeInt32BE(origin.firstSequence, start + 53);
    target.writeInt32BE(messages.length, start + 57);
    target.writeUInt32BE(crc32c(target, start + CHECKED_FROM, at), start + CRC_AT);
    return at;
  }

  private measure(index: number): number {
    const { key, value } = this.messages[index]!;
    this.keys[index] = sizeOf(key);
    this.values[index] = sizeOf(value);
    let body = 1 + varintBytes(this.times[index]! - this.firstTime) + varintBytes(index);
    body += fieldBytes(this.keys[index]!) + fieldBytes(this.values[index]!);
    const entries = this.headers[index]!;
    body += varintBytes(entries.length);
    for (const [name, text] of entries) body += fieldBytes(Buffer.byteLength(name)) + fieldBytes(sizeOf(text));
    this.bodies[index] = body;
    return varintBytes(body) + body;
  }

  private writeRecord(target: Buffer, start: number, index: number): number {
    const { key, value } = this.messages[index]!;
    let at = writeVarint(target, start, this.bodies[index]!);
    target[at++] = 0;
    at = writeVarint(target, at, this.times[index]! - this.firstTime);
    at = writeVarint(target, at, index);
    at = writeField(target, at, key, this.keys[index]!);
    at = writeField(target, at, value, this.values[index]!);
    const entries = this.headers[index]!;
    at = writeVarint(target, at, entries.length);
    for (const [name, text] of entries) {
      at = writeField(target, at, name, Buffer.byteLength(name));
      at = writeField(target, at, text, sizeOf(text));
    }
    return at;
  }
}

type Bytes = Buffer | string | null | undefined;

const NO_HEADERS: [string, Bytes][] = [];

function headerEntries(headers: Message['headers']): [string, Bytes][] {
  if (!headers) return NO_HEADERS;
  return Object.entries(headers).flatMap(([name, value]): [string, Bytes][] =>
    Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]],
  );
}

/** −1 for a field that is null. */
function sizeOf(data: Bytes): number {
  if (data === null || data === undefined) return -1;
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length;
}

function fieldBytes(size: number): number {
  return size < 0 ? 1 : varintBytes(size) + size;
}

function writeField(target: Buffer, start: number, data: Bytes, size: number): number {
  // Zigzag of −1 is 1.
  if (data === null || data === undefined) return ((target[start] = 1), start + 1);
  const at = writeVarint(target, start, size);
  if (typeof data === 'string') target.write(data, at, size, 'utf8');
  else target.set(data, at);
  return at + size;
}

/** Bytes of a whole number ≥ 0 as a zigzag varint. Timestamps may lie further apart than 31 bits reach. */
function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value * 2; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}

function writeVarint(target: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value * 2;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) target[at++] = (rest % 0x80) | 0x80;
  target[at++] = rest;
  return at;
}
