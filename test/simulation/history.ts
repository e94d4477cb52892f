import type { VirtualTime } from './virtual-time';

/** What happened in a run, for the reader of a failure. */
export class History {
  private readonly lines: string[] = [];

  constructor(private readonly time: VirtualTime) {}

  note(text: string): void {
    this.lines.push(`${(this.time.now / 1000).toFixed(3).padStart(11)} s  ${text}`);
  }

  /** Whether something was noted that matches. */
  tellsOf(what: RegExp): boolean {
    return this.lines.some((line) => what.test(line));
  }

  /** The last lines; faults are kept from the beginning. */
  shortened(count: number): string[] {
    const early = this.lines.slice(0, -count).filter((line) => line.includes('!'));
    const gap = this.lines.length - early.length - count;
    return [...early, ...(gap > 0 ? [`             … ${gap} lines`] : []), ...this.lines.slice(-count)];
  }
}
