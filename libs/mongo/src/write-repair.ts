import { mongo } from 'mongoose';
import { OpMsgRequest } from 'mongodb/lib/cmap/commands';
import { Connection } from 'mongodb/lib/cmap/connection';
import { SpareMemory } from '@sandan/pipeline';
import { encodeMessage } from './message';

type MongoConnection = typeof Connection.prototype;
type WriteOptions = Parameters<MongoConnection['writeCommand']>[1];

const repaired = new WeakSet<object>();
const MESSAGE_MEMORY = new SpareMemory(8 * 1024 * 1024);

/**
 * The driver (mongodb 7.8.0) waits until a large command has gone out for as long as its connection says neither that it has
 * nor that it failed. A connection that is closed meanwhile, because another one of its pool met a fault or because it
 * was reset while the command was being encoded, says neither: whoever waits then waits for ever, and no time limit of
 * the socket holds any more. A flush is such a command; its lane stood still until the process was started again. Here a
 * command ends with its connection, and goes out of memory that the next one uses again. Commands that are compressed
 * or have a time limit of their own are written by the driver.
 */
export function repairWrites(prototype: MongoConnection = Connection.prototype): void {
  if (repaired.has(prototype)) return;
  repaired.add(prototype);
  const { writeCommand } = prototype;
  prototype.writeCommand = async function writeUntilClosed(this: MongoConnection, command, options) {
    let onClose = (): void => undefined;
    const closed = new Promise<never>((_resolve, reject) => {
      onClose = () => reject(this.error ?? new Error('the connection was closed'));
    });
    this.once('close', onClose);
    try {
      const isOurs = command instanceof OpMsgRequest && isPlain(options);
      const written = isOurs ? write(this, command) : writeCommand.call(this, command, options);
      await Promise.race([written, closed]);
    } finally {
      this.off('close', onClose);
    }
  };
}

function isPlain({ agreedCompressor, timeoutContext }: WriteOptions): boolean {
  return agreedCompressor === 'none' && !timeoutContext?.csotEnabled();
}

function write(connection: MongoConnection, request: OpMsgRequest): Promise<void> {
  const message = encodeMessage(request, MESSAGE_MEMORY);
  return new Promise<void>((resolve, reject) => {
    connection.socket.write(message, (cause) => {
      if (cause) {
        const error = new mongo.MongoNetworkError('the command could not be written', { cause });
        connection.onError(error);
        reject(error);
        return;
      }
      MESSAGE_MEMORY.giveBack(message);
      resolve();
    });
  });
}
