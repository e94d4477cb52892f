/** Ids below this many bits; the millisecond within the second stands above them. */
const ID_SPAN = 2 ** 40;
const MS_PER_SECOND = 1_000;
const NOTHING: { offsetMs: number; id: number }[] = [];

/**
 * What is due in which second. An entry is one number, so a hundred thousand waiting records cost a few megabytes; a
 * heap would keep them no smaller and take them out slower.
 */
export class Calendar {
  private readonly seconds = new Map<number, number[]>();
  private waiting = 0;

  /** How many entries wait for their turn. */
  get pending(): number {
    return this.waiting;
  }

  put(offsetMs: number, id: number): void {
    const second = Math.floor(offsetMs / MS_PER_SECOND);
    const entry = (offsetMs - second * MS_PER_SECOND) * ID_SPAN + id;
    const due = this.seconds.get(second);
    if (due) due.push(entry);
    else this.seconds.set(second, [entry]);
    this.waiting += 1;
  }

  /** Takes out all entries of a second, by millisecond, then by id. */
  take(second: number): { offsetMs: number; id: number }[] {
    const due = this.seconds.get(second);
    if (!due) return NOTHING;
    this.seconds.delete(second);
    this.waiting -= due.length;
    return due
      .sort((one, other) => one - other)
      .map((entry) => {
        const ms = Math.floor(entry / ID_SPAN);
        return { offsetMs: second * MS_PER_SECOND + ms, id: entry - ms * ID_SPAN };
      });
  }
}
