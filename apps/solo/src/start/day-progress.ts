import { SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 3000;

export interface DayProgress {
  show(parcels: number): void;
  end(): void;
}

/** A bar on a terminal, a line every few seconds elsewhere. */
export function dayProgress(total: number, stream: NodeJS.WriteStream): DayProgress {
  return stream.isTTY ? new BarProgress(total, stream) : new LineProgress(total, stream);
}

class BarProgress implements DayProgress {
  private readonly bar: SingleBar;

  constructor(total: number, stream: NodeJS.WriteStream) {
    const format = '{bar} {percentage} %  {value}/{total} parcels';
    this.bar = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: true, barsize: 32 });
    this.bar.start(total, 0);
  }

  show(parcels: number): void {
    this.bar.update(parcels);
  }

  end(): void {
    this.bar.stop();
  }
}

class LineProgress implements DayProgress {
  private shownAt = Date.now();

  constructor(
    private readonly total: number,
    private readonly stream: NodeJS.WritableStream,
  ) {}

  show(parcels: number): void {
    const now = Date.now();
    if (now - this.shownAt < LINE_EVERY_MS) return;
    this.shownAt = now;
    this.stream.write(`${parcels}/${this.total} parcels\n`);
  }

  end(): void {
    this.stream.write(`${this.total}/${this.total} parcels\n`);
  }
}
