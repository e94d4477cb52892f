import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createConnection, mongo } from 'mongoose';
import { isPassingFault, LookAgainError } from './passing-faults';

/** The error of a write to a connection that the other side has ended. */
async function writeAfterEnd(): Promise<Error> {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client: Socket = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: false });
  client.resume();
  await new Promise((resolve) => client.once('end', resolve));
  const error = await new Promise<Error>((resolve) => {
    client.once('error', resolve);
    client.write('a command');
  });
  await new Promise((resolve) => server.close(resolve));
  return error;
}

describe('a fault of the database', () => {
  it('passes when a killed server ended the connection just before a command was written, which the driver does not wrap', async () => {
    const error = await writeAfterEnd();
    expect(error).not.toBeInstanceOf(mongo.MongoError);
    expect(isPassingFault(error)).toBe(true);
  });

  it('passes when the driver says that the network or an election is at fault', () => {
    expect(isPassingFault(new mongo.MongoNetworkError('reset'))).toBe(true);
    expect(isPassingFault(new mongo.MongoServerError({ message: 'stepped down', code: 189 }))).toBe(true);
    expect(isPassingFault(new LookAgainError('a'))).toBe(true);
  });

  it('passes when no server answers a process that starts', async () => {
    const connection = createConnection('mongodb://127.0.0.1:1/none?directConnection=true', {
      serverSelectionTimeoutMS: 20,
    });
    const error = await connection.asPromise().catch((cause: unknown) => cause);
    await connection.close();
    expect(error).toBeInstanceOf(Error);
    expect(isPassingFault(error)).toBe(true);
  });

  it('does not pass when repeating cannot help', () => {
    expect(isPassingFault(new mongo.MongoServerError({ message: 'duplicate', code: 11000 }))).toBe(false);
    expect(isPassingFault(new TypeError('not a function'))).toBe(false);
    expect(isPassingFault('no error at all')).toBe(false);
  });
});
