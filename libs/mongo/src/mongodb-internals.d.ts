declare module 'mongodb/lib/cmap/connection' {
  import type { EventEmitter } from 'node:events';
  import type { Duplex } from 'node:stream';
  /** The part of the driver's connection that `write-repair.ts` replaces. */
  export const Connection: {
    new (stream: Duplex, options: object): typeof Connection.prototype;
    prototype: EventEmitter & {
      /** Why it was closed. */
      error: Error | null;
      cleanup(error: Error): void;
      writeCommand(command: { toBin(): Promise<Uint8Array[]> }, options: object): Promise<void>;
    };
  };
}
