/** A record before it has a time. */
export interface Message {
  topic: string;
  key: string;
  value: object | string;
}

/** Messages about one document, in the order in which their sender sends them; threads mix freely. */
export type Thread = Message[];
