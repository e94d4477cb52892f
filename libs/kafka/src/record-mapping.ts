import type { InboundRecord, OutboundRecord } from '@sandan/pipeline';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';

function text(value: IHeaders[string]): string {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : (last?.toString('utf8') ?? '');
}

/** A header that occurs several times counts with its last value. */
function headersOf(headers: IHeaders | undefined): Record<string, string> | undefined {
  if (!headers) return undefined;
  const names = Object.keys(headers);
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, text(headers[name])]));
}

export function toInbound(topic: string, partition: number, message: KafkaMessage): InboundRecord {
  const headers = headersOf(message.headers);
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: message.key,
    value: message.value,
    timestamp: Number(message.timestamp),
    ...(headers && { headers }),
  };
}

function bytes(data: Uint8Array | string): Buffer | string {
  if (typeof data === 'string' || Buffer.isBuffer(data)) return data;
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

export function toMessage(record: OutboundRecord, partition: number): Message {
  return {
    key: record.key === null ? null : bytes(record.key),
    value: bytes(record.value),
    partition,
    timestamp: String(record.timestamp),
    ...(record.headers && { headers: record.headers }),
  };
}
