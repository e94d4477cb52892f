import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../cli/usage-error';

/** What was published about the seed of a day: its SHA-256 before the day, the seed itself after it (contract 8). */
export interface SeedRecord {
  day: string;
  /** SHA-256 of the seed as UTF-8, hex. */
  commitment: string;
  committedAt: string;
  seed?: string;
  disclosedAt?: string;
}

const DAY_MS = 86_400_000;

/** The register is a folder with one JSON file a day, to be published as it is. */
export class DrawRegister {
  constructor(private readonly folder: string) {}

  /**
   * Commits to the seed of a day that has not begun.
   * Throws `UsageError` when the day has begun, or another seed was committed to.
   */
  commit(day: string, seed: string, now: number): SeedRecord {
    if (now >= midnight(day)) throw new UsageError(`${day} has begun: a seed is committed to before its day`);
    const known = this.find(day);
    const commitment = commitmentOf(seed);
    if (known && known.commitment !== commitment) throw new UsageError(`${day} has a commitment to another seed`);
    return known ?? this.save({ day, commitment, committedAt: new Date(now).toISOString() });
  }

  /**
   * Discloses the seed of a day that is over.
   * Throws `UsageError` when the day is not over, nothing was committed to, or the seed is another one.
   */
  disclose(day: string, seed: string, now: number): SeedRecord {
    if (now < midnight(day) + DAY_MS) throw new UsageError(`${day} is not over: its seed is disclosed after it`);
    const known = this.find(day);
    if (!known) throw new UsageError(`${day} has no commitment`);
    if (known.commitment !== commitmentOf(seed))
      throw new UsageError(`this is not the seed that ${day} was committed to`);
    return this.save({ ...known, seed, disclosedAt: known.disclosedAt ?? new Date(now).toISOString() });
  }

  find(day: string): SeedRecord | undefined {
    const path = this.pathOf(day);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SeedRecord) : undefined;
  }

  private save(record: SeedRecord): SeedRecord {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.pathOf(record.day), `${JSON.stringify(record, null, 2)}\n`);
    return record;
  }

  private pathOf(day: string): string {
    return join(this.folder, `${day}.json`);
  }
}

export function commitmentOf(seed: string): string {
  return createHash('sha256').update(seed, 'utf8').digest('hex');
}

/** Midnight of a day in Beijing, ms. Throws `UsageError` when it is no day. */
export function midnight(day: string): number {
  const at = Date.parse(`${day}T00:00:00+08:00`);
  if (Number.isNaN(at) || !/^\d{4}-\d\d-\d\d$/.test(day)) throw new UsageError(`--day ${day}: not YYYY-MM-DD`);
  return at;
}
