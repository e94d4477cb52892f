import Connection from 'kafkajs/src/network/connection';

/**
 * kafkajs 2.2.4 gives a request up that gets no answer in time, and sends the next one over the same connection: one whose
 * other end is gone without a word (a host that lost its power, a firewall that forgot it) is then used for ever. A
 * connection on which a request timed out is closed here; whoever tries again opens another.
 */
export function repairSilence(): void {
  const { send } = Connection.prototype;
  if (repaired.has(send)) return;
  const sendOrGiveUp: typeof send = async function sendOrGiveUp(this: typeof Connection.prototype, call) {
    try {
      return await send.call(this, call);
    } catch (error) {
      if ((error as Error).name === 'KafkaJSRequestTimeoutError') giveUp(this, error as Error);
      throw error;
    }
  };
  repaired.add(sendOrGiveUp);
  Connection.prototype.send = sendOrGiveUp;
}

const repaired = new WeakSet<object>();

function giveUp(connection: typeof Connection.prototype, error: Error): void {
  const { socket } = connection;
  connection.rejectRequests(error);
  // It waits for what is under way, and nothing is any more.
  connection.disconnect().then(
    () => socket?.destroy(),
    () => socket?.destroy(),
  );
}
