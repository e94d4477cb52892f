import { connect, type Socket } from 'node:net';
import { UsageError } from './usage-error';

const ANSWER_WITHIN_MS = 5_000;
const MONGO_SCHEME = 'mongodb://';
const MONGO_LOOKUP_SCHEME = 'mongodb+srv://';

/**
 * Throws `UsageError` when none of the servers that an option names (`host:port`) takes a connection: their clients would
 * go on trying, and say nothing.
 */
export async function mustAnswer(option: string, addresses: readonly string[]): Promise<void> {
  const sockets = addresses.map(socketTo);
  const taken = Promise.any(sockets.map((socket, index) => takesConnection(socket, addresses[index]!)));
  const faults = await taken.then(
    () => [],
    ({ errors }: AggregateError) => errors.map(({ message }: Error) => message),
  );
  sockets.forEach((socket) => socket.destroy());
  if (faults.length === 0) return;
  const which = addresses.length === 1 ? 'no server answers' : 'none of them answers';
  throw new UsageError(
    `${option} ${addresses.join(',')}: ${which} (${faults.join('; ')}); check the address, and that the server runs`,
  );
}

/** The servers of a MongoDB URI; none where their names are looked up (`mongodb+srv`). Throws `UsageError` for another text. */
export function mongoServers(uri: string): string[] {
  if (uri.startsWith(MONGO_LOOKUP_SCHEME)) return [];
  // Not repeated: a text that lacks only the scheme may hold a password.
  if (!uri.startsWith(MONGO_SCHEME))
    throw new UsageError('--mongo: not a URI such as mongodb://127.0.0.1:27017/sandan');
  const authority = uri.slice(MONGO_SCHEME.length).split(/[/?]/, 1)[0]!;
  const hosts = authority.slice(authority.lastIndexOf('@') + 1).split(',');
  return hosts.map((host) => (/:\d+$/.test(host) ? host : `${host}:27017`));
}

function socketTo(address: string): Socket {
  const port = address.lastIndexOf(':');
  const host = address.slice(0, port).replace(/^\[(.*)\]$/, '$1');
  return connect({ host, port: Number(address.slice(port + 1)) });
}

function takesConnection(socket: Socket, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.setTimeout(ANSWER_WITHIN_MS, () => reject(new Error(`${address} said nothing for ${ANSWER_WITHIN_MS} ms`)));
    socket.once('connect', resolve);
    socket.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`${address} ${error.code ?? error.message}`)),
    );
  });
}
