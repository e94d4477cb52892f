const SECOND_MS = 1000;

/** Events of the last seconds, one count a second of wall time. */
export class RateWindow {
  private readonly counts: number[];
  private second = 0;

  constructor(
    private readonly seconds: number,
    private readonly wallClock: () => number,
  ) {
    this.counts = new Array<number>(seconds).fill(0);
  }

  add(events: number): void {
    this.moveOn();
    this.counts[this.second % this.seconds]! += events;
  }

  /** Counts of the last full seconds, oldest first. */
  perSecond(): number[] {
    this.moveOn();
    return Array.from({ length: this.seconds - 1 }, (_, i) => this.counts[(this.second + 1 + i) % this.seconds]!);
  }

  private moveOn(): void {
    const now = Math.floor(this.wallClock() / SECOND_MS);
    // After a long pause every place is out of date; more than one round clears nothing more.
    for (let second = Math.max(this.second, now - this.seconds) + 1; second <= now; second++) {
      this.counts[second % this.seconds] = 0;
    }
    this.second = Math.max(this.second, now);
  }
}
