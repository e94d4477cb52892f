/** Something that happens at a moment of virtual time, unless it is called off. */
interface Event {
  at: number;
  /** Events of one moment happen in the order in which they were arranged. */
  order: number;
  run: () => void;
  off: boolean;
}

const nextTurn = globalThis.setImmediate;

/**
 * Time that passes only from event to event. While it is installed, `setTimeout` and `performance.now` of this process
 * follow it, so that the runner's own pauses and waits cost nothing and always happen in the same order.
 */
export class VirtualTime {
  /** ms since the start of the run. */
  now = 0;
  /** Events that have happened. */
  events = 0;
  private readonly queue: Event[] = [];
  private arranged = 0;

  /** Arranges something `delayMs` from now; the returned function calls it off. */
  after(delayMs: number, run: () => void): () => void {
    const event = { at: this.now + Math.max(0, delayMs), order: this.arranged++, run, off: false };
    this.push(event);
    return () => {
      event.off = true;
    };
  }

  /** Lets everything happen up to a moment; after each event all that follows from it without waiting is done first. */
  async pass(untilMs: number, eventsMax: number): Promise<void> {
    const limit = this.events + eventsMax;
    for (let event = this.pop(untilMs); event; event = this.pop(untilMs)) {
      this.now = event.at;
      this.events += 1;
      if (this.events > limit) throw new Error(`more than ${eventsMax} events: the engine goes round in circles`);
      event.run();
      await new Promise<void>((resolve) => nextTurn(() => resolve()));
    }
    this.now = untilMs;
  }

  /** Puts this clock in place of the timers of the process; the returned function puts them back. */
  install(): () => void {
    const { setTimeout, clearTimeout } = globalThis;
    const arrange = (run: () => void, delayMs = 0) => this.after(delayMs, run);
    globalThis.setTimeout = arrange as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((callOff?: () => void) => callOff?.()) as unknown as typeof clearTimeout;
    Object.defineProperty(performance, 'now', { value: () => this.now, configurable: true, writable: true });
    return () => {
      globalThis.setTimeout = setTimeout;
      globalThis.clearTimeout = clearTimeout;
      Reflect.deleteProperty(performance, 'now');
    };
  }

  private push(event: Event): void {
    const { queue } = this;
    let place = queue.push(event) - 1;
    for (let parent = (place - 1) >> 1; place > 0 && isBefore(event, queue[parent]!); parent = (place - 1) >> 1) {
      queue[place] = queue[parent]!;
      place = parent;
    }
    queue[place] = event;
  }

  private pop(untilMs: number): Event | undefined {
    for (let first = this.queue[0]; first && first.at <= untilMs; first = this.queue[0]) {
      this.dropFirst();
      if (!first.off) return first;
    }
    return undefined;
  }

  private dropFirst(): void {
    const { queue } = this;
    const last = queue.pop()!;
    if (queue.length === 0) return;
    let place = 0;
    for (let child = 1; child < queue.length; child = 2 * place + 1) {
      if (child + 1 < queue.length && isBefore(queue[child + 1]!, queue[child]!)) child += 1;
      if (!isBefore(queue[child]!, last)) break;
      queue[place] = queue[child]!;
      place = child;
    }
    queue[place] = last;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
