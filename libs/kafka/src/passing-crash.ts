/**
 * Ends of a kafkajs consumer that it does not heal by itself although they pass: a broker that has just started, or is
 * busy making its first group, knows no coordinator for some seconds; a connection that another call is opening takes long.
 */
const PASSING = new Set(['KafkaJSGroupCoordinatorNotFound', 'KafkaJSTimeout', 'KafkaJSLockTimeout']);

/** True when a consumer that crashed with this error is to be started again, with everything else as it was. */
export function isPassingCrash(error: Error): boolean {
  if (PASSING.has(error.name)) return true;
  const { cause } = error;
  return cause instanceof Error && cause !== error && isPassingCrash(cause);
}
