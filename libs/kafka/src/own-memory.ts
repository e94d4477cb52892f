/** What keeps an answer of this size alive costs little. */
const SMALL_ANSWER_BYTES = 64 * 1024;

interface Fetched {
  key: Buffer | null;
  value: Buffer | null;
}

/**
 * Messages of one partition, out of the answer of the broker that they came in. There they are views, and one that
 * waits long would keep the messages of all partitions in memory.
 */
export function inOwnMemory<Message extends Fetched>(messages: readonly Message[]): readonly Message[] {
  const answer = messages[0]?.value?.buffer;
  if (!answer || answer.byteLength <= SMALL_ANSWER_BYTES) return messages;
  let [start, end] = [Infinity, 0];
  for (const { key, value } of messages) {
    for (const bytes of [key, value]) {
      if (!bytes) continue;
      // Unpacked from several pieces, or a few bytes out of memory that Node shares.
      if (bytes.buffer !== answer) return messages;
      start = Math.min(start, bytes.byteOffset);
      end = Math.max(end, bytes.byteOffset + bytes.length);
    }
  }
  const own = Buffer.allocUnsafeSlow(end - start);
  own.set(new Uint8Array(answer, start, end - start));
  const moved = (bytes: Buffer | null): Buffer | null =>
    bytes && own.subarray(bytes.byteOffset - start, bytes.byteOffset - start + bytes.length);
  return messages.map((message) => ({ ...message, key: moved(message.key), value: moved(message.value) }));
}
