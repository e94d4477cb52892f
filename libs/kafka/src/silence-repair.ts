import { KafkaJSRequestTimeoutError } from 'kafkajs';
import Connection from 'kafkajs/src/network/connection';
import { withEnd } from './with-end';

type KafkaConnection = typeof Connection.prototype;

/** kafkajs's own check comes first where it works. */
const GRACE_MS = 1_000;

/**
 * kafkajs 2.2.4 gives a request up that gets no answer in time, and sends the next one over the same connection: one whose
 * other end is gone without a word (a host that lost its power, a firewall that forgot it) is then used for ever. Where a
 * connection is opened again while its end is still being worked off, nobody gives its requests up at all: whoever waits
 * for one waits for ever. Here each request has its own end, and a connection on which one got no answer is closed;
 * whoever tries again opens another.
 */
export function repairSilence(): void {
  const { send } = Connection.prototype;
  if (repaired.has(send)) return;
  const sendOrGiveUp: typeof send = async function sendOrGiveUp(this: KafkaConnection, call) {
    try {
      const afterMs = Math.max(this.requestTimeout, call.requestTimeout ?? 0) + GRACE_MS;
      return await withEnd(
        send.call(this, call),
        afterMs,
        () => new KafkaJSRequestTimeoutError(`a request got no answer in ${afterMs} ms`),
      );
    } catch (error) {
      if (error instanceof KafkaJSRequestTimeoutError) giveUp(this, error);
      throw error;
    }
  };
  repaired.add(sendOrGiveUp);
  Connection.prototype.send = sendOrGiveUp;
}

const repaired = new WeakSet<object>();

function giveUp(connection: KafkaConnection, error: Error): void {
  connection.socket?.destroy();
  connection.rejectRequests(error);
  connection.disconnect().catch(() => undefined);
}
