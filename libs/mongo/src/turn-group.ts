interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Makes one call of what several callers ask for in the same turn of the event loop. Lanes that flush side by side each ask
 * for little, and a command costs the server much the same whatever it holds.
 */
export class TurnGroup<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private size = 0;

  /**
   * `call`: answers each item in its place, or fails for all of them. `sizeOf` and `sizeMax`: how large a group may grow; one
   * item that is larger goes alone.
   */
  constructor(
    private readonly call: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly sizeOf: (item: Item) => number,
    private readonly sizeMax: number,
  ) {}

  ask(item: Item): Promise<Result> {
    const size = this.sizeOf(item);
    if (this.waiting.length > 0 && this.size + size > this.sizeMax) this.send();
    if (this.waiting.length === 0) setImmediate(() => this.send());
    this.size += size;
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
    });
  }

  private send(): void {
    const group = this.waiting;
    if (group.length === 0) return;
    this.waiting = [];
    this.size = 0;
    this.call(group.map(({ item }) => item)).then(
      (results) => group.forEach(({ resolve }, index) => resolve(results[index]!)),
      (error: unknown) => group.forEach(({ reject }) => reject(error)),
    );
  }
}
