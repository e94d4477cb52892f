import { Connection } from 'mongodb/lib/cmap/connection';
import { mongo } from 'mongoose';
import { Duplex } from 'node:stream';
import { isPassingFault } from './passing-faults';
import { repairWrites } from './write-repair';

const OPTIONS = { agreedCompressor: 'none' };
const OF_THE_POOL = new mongo.MongoNetworkError('another connection of the pool met a fault');

/** Takes everything and never says that it went out. */
class Choked extends Duplex {
  override _read(): void {
    // Nothing comes.
  }

  override _write(): void {
    // It never goes out.
  }
}

describe('a command to the database', () => {
  let connection: typeof Connection.prototype;

  beforeEach(() => {
    repairWrites();
    const stream = Object.assign(new Choked({ highWaterMark: 1 }), { setTimeout: () => undefined });
    connection = new Connection(stream, { id: 1, generation: 0 });
  });

  it('ends with its connection while it is on its way', async () => {
    const written = connection.writeCommand({ toBin: () => Promise.resolve([Buffer.alloc(100)]) }, OPTIONS);
    await new Promise((resolve) => setImmediate(resolve));
    connection.cleanup(OF_THE_POOL);
    await expect(written).rejects.toBe(OF_THE_POOL);
    expect(isPassingFault(OF_THE_POOL)).toBe(true);
  });

  it('ends with its connection before it is on its way', async () => {
    const toBin = async (): Promise<Uint8Array[]> => {
      await new Promise((resolve) => setImmediate(resolve));
      return [Buffer.alloc(100)];
    };
    const written = connection.writeCommand({ toBin }, OPTIONS);
    connection.cleanup(OF_THE_POOL);
    await expect(written).rejects.toBe(OF_THE_POOL);
  });
});
