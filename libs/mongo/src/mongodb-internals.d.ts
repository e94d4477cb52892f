declare module 'mongodb/lib/cmap/connection' {
  import type { EventEmitter } from 'node:events';
  import type { Duplex } from 'node:stream';
  interface WriteOptions {
    agreedCompressor: string;
    /** Of commands that have a time limit of their own. */
    timeoutContext?: { csotEnabled(): boolean };
  }
  /** The part of the driver's connection that `write-repair.ts` replaces. */
  export const Connection: {
    new (stream: Duplex, options: object): typeof Connection.prototype;
    prototype: EventEmitter & {
      /** Why it was closed. */
      error: Error | null;
      socket: Duplex;
      onError(error: Error): void;
      cleanup(error: Error): void;
      writeCommand(command: { toBin(): Uint8Array[] | Promise<Uint8Array[]> }, options: WriteOptions): Promise<void>;
    };
  };
}

declare module 'mongodb/lib/cmap/commands' {
  /** Documents of one field of a command, which stand behind it in a message: a head, then each as BSON. */
  export class DocumentSequence {
    constructor(field: string, documents?: object[]);
    readonly chunks: readonly Uint8Array[];
    /** `bytes`: one document as BSON, or several one behind the other. */
    push(document: object | undefined, bytes: Uint8Array): number;
  }

  /** A request of the driver, as far as `message.ts` looks at it. */
  export class OpMsgRequest {
    constructor(databaseName: string, command: Record<string, unknown>, options: object);
    readonly command: Record<string, unknown>;
    readonly requestId: number;
    readonly serializeFunctions: boolean;
    readonly ignoreUndefined: boolean;
    readonly checkKeys: boolean;
    readonly moreToCome: boolean;
    readonly exhaustAllowed: boolean;
    toBin(): Uint8Array[];
  }
}
