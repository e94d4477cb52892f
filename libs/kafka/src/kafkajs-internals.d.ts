declare module 'kafkajs/src/network/requestQueue' {
  /** The part of kafkajs's request queue that `timer-repair.ts` replaces. */
  const RequestQueue: {
    prototype: {
      pending: unknown[];
      throttledUntil: number;
      throttleCheckTimeoutId: NodeJS.Timeout | null;
      checkPendingRequests(): void;
      scheduleCheckPendingRequests(): void;
    };
  };
  export = RequestQueue;
}

declare module 'kafkajs/src/consumer/consumerGroup' {
  /** The part of kafkajs's membership of a group that `membership-repair.ts` replaces. */
  const ConsumerGroup: {
    prototype: {
      cluster: object;
      memberId: string | null;
      assigners: import('kafkajs').Assigner[];
      joinAndSync(): Promise<void>;
      leave(): Promise<void>;
    };
  };
  export = ConsumerGroup;
}

declare module 'kafkajs/src/network/connection' {
  import type { Socket } from 'node:net';
  /** The part of kafkajs's connection that `connection-repair.ts` and `silence-repair.ts` replace. */
  const Connection: {
    new (options: object): typeof Connection.prototype;
    prototype: {
      host: string;
      port: number;
      socket: Socket | undefined;
      connectionStatus: 'connected' | 'disconnecting' | 'disconnected';
      authenticatedAt: [number, number] | null;
      /** Waits for an answer of the authentication, which is asked for outside of the queue. */
      authHandlers: { onError(): void } | null;
      /** What has come of an answer that is not whole yet. */
      chunks: Buffer[];
      bytesBuffered: number;
      bytesNeeded: number;
      requestTimeout: number;
      requestQueue: { destroy(): void; waitForPendingRequests(): Promise<void> };
      isConnected(): boolean;
      connect(): Promise<unknown>;
      send(call: { request: object; response: object; requestTimeout?: number | null }): Promise<unknown>;
      rejectRequests(error: Error): void;
      disconnect(): Promise<boolean>;
    };
  };
  export = Connection;
}

declare module 'kafkajs/src/protocol/requests' {
  interface Call {
    request: { encode(): Promise<{ buf: Buffer; buffer: Buffer }> };
    response: { decode(answer: Buffer): Promise<unknown>; parse(decoded: unknown): Promise<unknown> };
  }
  interface Definition {
    protocol(choice: { version: number }): (given: unknown) => Call;
  }
  /** The part of kafkajs's table of requests that `produce-repair.ts` and `membership-repair.ts` replace. */
  export const requests: {
    Produce: Definition;
    JoinGroup: Definition;
  };
}

declare module 'kafkajs/src/protocol/request' {
  /** A request with its size and header in front of it. */
  const encodeRequest: (given: {
    correlationId: number;
    clientId: string;
    request: { encode(): Promise<{ buf: Buffer; buffer: Buffer }> };
  }) => Promise<{ buf: Buffer; buffer: Buffer }>;
  export = encodeRequest;
}

declare module 'kafkajs/src/protocol/decoder' {
  const Decoder: new (buffer: Buffer) => unknown;
  export = Decoder;
}

declare module 'kafkajs/src/protocol/requests/fetch/v4/decodeMessages' {
  const decodeMessages: (
    decoder: unknown,
  ) => Promise<{ key: Buffer | null; value: Buffer; timestamp: string; offset: string }[]>;
  export = decodeMessages;
}

declare module 'kafkajs/src/producer/groupMessagesPerPartition' {
  import type { Message } from 'kafkajs';
  const group: (given: {
    topic: string;
    partitionMetadata: unknown[];
    messages: Message[];
    partitioner(given: { message: Message }): number;
  }) => Record<string, Message[]>;
  export = group;
}

declare module 'kafkajs/src/protocol/encoder' {
  /** The part of kafkajs's encoder that `produce-repair.ts` replaces. */
  const Encoder: {
    new (): typeof Encoder.prototype;
    nextPowerOfTwo(value: number): number;
    prototype: {
      buf: Buffer;
      offset: number;
      readonly buffer: Buffer;
      /** Only since `produce-repair.ts`: the buffer whose last bytes `buf` are, with so many bytes of room in front of them. */
      behindRoom?: { whole: Buffer; room: number } | undefined;
      ensureAvailable(length: number): void;
      size(): number;
      writeInt32(value: number): typeof Encoder.prototype;
      writeEncoder(written: Pick<typeof Encoder.prototype, 'buf' | 'buffer' | 'behindRoom'>): typeof Encoder.prototype;
    };
  };
  export = Encoder;
}
