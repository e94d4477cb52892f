/** Stale entries that are not worth a rebuild. */
const HEAP_SLACK = 1024;

/**
 * When which key wants a tick: a binary heap with lazy deletion. A key has one deadline at a time; an entry of the heap
 * that is no longer the key's deadline is dropped when it comes up.
 */
export class Deadlines {
  private readonly current = new Map<string, number>();
  private heap: { at: number; key: string }[] = [];

  get size(): number {
    return this.current.size;
  }

  /** Entries held, with those that no longer hold. */
  get held(): number {
    return this.heap.length;
  }

  set(key: string, at: number | undefined): void {
    if (this.current.get(key) === at) return;
    if (at === undefined) {
      this.current.delete(key);
      return;
    }
    this.current.set(key, at);
    if (this.heap.length > 2 * this.current.size + HEAP_SLACK) this.rebuild();
    else this.push({ at, key });
  }

  /** The earliest deadline, ms. */
  next(): number | undefined {
    this.dropStale();
    return this.heap[0]?.at;
  }

  /** Takes the key with the earliest deadline that is not after `until`. */
  take(until: number): { at: number; key: string } | undefined {
    this.dropStale();
    const first = this.heap[0];
    if (!first || first.at > until) return undefined;
    this.pop();
    this.current.delete(first.key);
    return first;
  }

  /** Keys with a deadline not after `until`, in no order; looks at no others than these and those behind them in the heap. */
  dueKeys(until: number): string[] {
    const due = new Set<string>();
    const places = [0];
    for (let place = places.pop(); place !== undefined; place = places.pop()) {
      const entry = this.heap[place];
      if (!entry || entry.at > until) continue;
      if (this.current.get(entry.key) === entry.at) due.add(entry.key);
      places.push(2 * place + 1, 2 * place + 2);
    }
    return [...due];
  }

  /** The earliest deadlines, in order; looks at every key once. */
  earliest(count: number): { at: number; key: string }[] {
    const found: { at: number; key: string }[] = [];
    for (const [key, at] of this.current) {
      const entry = { at, key };
      if (found.length === count && !isBefore(entry, found[count - 1]!)) continue;
      const place = found.findIndex((other) => isBefore(entry, other));
      found.splice(place < 0 ? found.length : place, 0, entry);
      if (found.length > count) found.pop();
    }
    return found;
  }

  /** Most keys are decided long before their deadline: without this, what is left of them would stay until then. */
  private rebuild(): void {
    this.heap = [];
    for (const [key, at] of this.current) this.push({ at, key });
  }

  private dropStale(): void {
    for (let first = this.heap[0]; first && this.current.get(first.key) !== first.at; first = this.heap[0]) this.pop();
  }

  private push(entry: { at: number; key: string }): void {
    const { heap } = this;
    let place = heap.push(entry) - 1;
    for (let parent = (place - 1) >> 1; place > 0 && isBefore(entry, heap[parent]!); parent = (place - 1) >> 1) {
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = entry;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
  }
}

/** Equal moments go by key, so that a replay ticks in the same order. */
function isBefore(a: { at: number; key: string }, b: { at: number; key: string }): boolean {
  return a.at < b.at || (a.at === b.at && a.key < b.key);
}
