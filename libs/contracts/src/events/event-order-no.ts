import { EVENT_KEY, type EventKind, type EventTopic, TOPIC_EVENT } from './event-kind';

/**
 * The orderNo of the parcel or notice that an event names: `<ebpCode>:<orderNo>` or
 * `<ebpCode>:<orderNo>:<revision>:<action>`; an orderNo may contain colons. Undefined when the value names none.
 */
export function eventOrderNo(kind: EventKind, value: Readonly<Record<string, unknown>>): string | undefined {
  const name = value[EVENT_KEY[kind]];
  if (typeof name !== 'string') return undefined;
  const parts = name.split(':').slice(1, kind === 'gate-out' ? -2 : undefined);
  const orderNo = parts.join(':');
  return orderNo === '' ? undefined : orderNo;
}

/** The orderNo by which a record of a topic is keyed, read from its value. */
export function orderNoOf(topic: string, value: Readonly<Record<string, unknown>>): unknown {
  const kind = TOPIC_EVENT[topic as EventTopic] as EventKind | undefined;
  return kind === undefined ? value['orderNo'] : eventOrderNo(kind, value);
}
