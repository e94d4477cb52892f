import { Connection } from 'mongodb/lib/cmap/connection';

type MongoConnection = typeof Connection.prototype;

const repaired = new WeakSet<object>();

/**
 * The driver (mongodb 7.8.0) waits until a large command has gone out for as long as its connection says neither that it has
 * nor that it failed. A connection that is closed meanwhile, because another one of its pool met a fault or because it
 * was reset while the command was being encoded, says neither: whoever waits then waits for ever, and no time limit of
 * the socket holds any more. A flush is such a command; its lane stood still until the process was started again. Here a
 * command ends with its connection.
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
      await Promise.race([writeCommand.call(this, command, options), closed]);
    } finally {
      this.off('close', onClose);
    }
  };
}
