import type { InboundRecord, LaneHandler, LaneOffsets, LaneReader, Log, OutboundRecord } from '@sandan/pipeline';

/**
 * A log in which every topic and group carries a prefix that nobody above it sees: several ports side by side on one
 * broker, each with topics of its own.
 */
export function prefixedLog(log: Log, prefix: string): Log {
  const inner = (topic: string): string => `${prefix}${topic}`;
  return {
    publisher: { publish: (records) => log.publisher.publish(records.map((record) => renamed(record, inner))) },
    consumer: ({ group, topics, handler, onFatal }) =>
      log.consumer({
        group: inner(group),
        topics: topics.map(inner),
        handler: new PrefixedHandler(handler, prefix),
        onFatal,
      }),
    partitions: async (topics) => {
      const counts = await log.partitions(topics.map(inner));
      return new Map([...counts].map(([topic, count]) => [topic.slice(prefix.length), count]));
    },
    connect: () => log.connect(),
    close: () => log.close(),
  };
}

function renamed<R extends OutboundRecord | InboundRecord>(record: R, name: (topic: string) => string): R {
  return { ...record, topic: name(record.topic) };
}

function renamedOffsets(offsets: LaneOffsets, name: (topic: string) => string): LaneOffsets {
  return Object.fromEntries(Object.entries(offsets).map(([topic, offset]) => [name(topic), offset]));
}

class PrefixedHandler implements LaneHandler {
  constructor(
    private readonly handler: LaneHandler,
    private readonly prefix: string,
  ) {}

  async assigned(lane: number): Promise<LaneOffsets> {
    return renamedOffsets(await this.handler.assigned(lane), (topic) => `${this.prefix}${topic}`);
  }

  run(reader: LaneReader): Promise<void> {
    const outer = (topic: string): string => topic.slice(this.prefix.length);
    return this.handler.run({
      lane: reader.lane,
      read: async (max, maxBytes, waitMs) =>
        (await reader.read(max, maxBytes, waitMs)).map((record) => renamed(record, outer)),
      committed: (offsets) => reader.committed(renamedOffsets(offsets, (topic) => `${this.prefix}${topic}`)),
      lag: () => reader.lag(),
      idle: () => reader.idle(),
    });
  }
}
