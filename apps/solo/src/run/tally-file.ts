import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { TallyCounts } from './tally';

const FORMAT = 1;

/** The totals beside the store, so that a start reads only the newest part of the journal. Losing it costs time only. */
export class TallyFile {
  private readonly path: string;
  private savedSeq = -1;

  constructor(folder: string) {
    this.path = join(folder, 'tally.json');
  }

  /** Undefined when there is none, or none that can be used: then everything is counted again. */
  read(): TallyCounts | undefined {
    try {
      const { format, counts } = JSON.parse(readFileSync(this.path, 'utf8')) as { format: number; counts: TallyCounts };
      return format === FORMAT && Number.isInteger(counts.seq) ? counts : undefined;
    } catch {
      return undefined;
    }
  }

  /** Replaces the file at once, so that a crash leaves the old one or the new one. */
  save(counts: TallyCounts): void {
    if (counts.seq === this.savedSeq) return;
    const part = `${this.path}.part`;
    const file = openSync(part, 'w', 0o600);
    writeSync(file, JSON.stringify({ format: FORMAT, counts }));
    fsyncSync(file);
    closeSync(file);
    renameSync(part, this.path);
    this.savedSeq = counts.seq;
  }
}
