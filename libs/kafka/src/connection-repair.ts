import { KafkaJSConnectionError } from 'kafkajs';
import Connection from 'kafkajs/src/network/connection';
import type { Socket } from 'node:net';

type KafkaConnection = typeof Connection.prototype;

const SIZE_BYTES = 4;
const opening = new WeakMap<KafkaConnection, Promise<unknown>>();
const closing = new WeakMap<KafkaConnection, Promise<boolean>>();
const repaired = new WeakSet<object>();

/**
 * kafkajs 2.2.4 goes on with what a connection was when it opens it again:
 *
 * - A reset in the middle of an answer leaves a piece of it behind, which is put before the first bytes of the next socket:
 *   sizes are then read from anywhere, and no answer is ever understood again.
 * - While it is being closed it counts as open. Requests go over a socket that is gone, and who waits for one waits as long
 *   as it may take: a join of the group for more than a minute.
 * - Who opens it while it is being closed has the new socket closed, and two who open it at once open two.
 *
 * Here a connection is closed at once when its socket is, opened by one at a time once it is closed, and begins anew.
 */
export function repairConnections(): void {
  if (repaired.has(Connection)) return;
  repaired.add(Connection);
  const { connect } = Connection.prototype;
  const open = async (connection: KafkaConnection): Promise<unknown> => {
    const closed = closing.get(connection);
    if (closed) await closed;
    if (connection.isConnected()) return true;
    beginAnew(connection);
    return connect.call(connection);
  };
  Connection.prototype.connect = function connectAlone(this: KafkaConnection) {
    return shared(opening, this, () => open(this));
  };
  Connection.prototype.disconnect = function disconnectAtOnce(this: KafkaConnection) {
    return shared(closing, this, () => close(this));
  };
}

async function shared<T>(
  underway: WeakMap<KafkaConnection, Promise<T>>,
  connection: KafkaConnection,
  work: () => Promise<T>,
): Promise<T> {
  const known = underway.get(connection);
  if (known) return known;
  const promise = work();
  underway.set(connection, promise);
  try {
    return await promise;
  } finally {
    underway.delete(connection);
  }
}

/** Nothing that a former socket still says is heard, and nothing of it is kept. */
function beginAnew(connection: KafkaConnection): void {
  const { socket } = connection;
  socket?.removeAllListeners().on('error', () => undefined);
  socket?.destroy();
  connection.chunks = [];
  connection.bytesBuffered = 0;
  connection.bytesNeeded = SIZE_BYTES;
}

/** What is under way is waited for as long as answers may come; else everything happens before this returns. */
async function close(connection: KafkaConnection): Promise<boolean> {
  const { socket, requestQueue, host, port } = connection;
  connection.authenticatedAt = null;
  connection.connectionStatus = 'disconnected';
  if (socket && isOpen(socket)) await Promise.race([requestQueue.waitForPendingRequests(), endOf(socket)]);
  requestQueue.destroy();
  const closed = new KafkaJSConnectionError('Closed connection', { broker: `${host}:${port}` });
  connection.rejectRequests(closed);
  connection.authHandlers?.onError();
  // Whoever waits for it to open is told; an open one says its last. Neither keeps the process alive.
  if (socket?.connecting) socket.destroy(closed);
  else socket?.end();
  socket?.unref();
  return true;
}

function isOpen(socket: Socket): boolean {
  return !socket.connecting && !socket.destroyed && socket.writable && !socket.readableEnded;
}

function endOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('end', resolve).once('close', () => resolve());
  });
}
