import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import {
  type JournalEntry,
  JournalGapError,
  type JournalHead,
  LaneLostError,
  type LaneRef,
  packHead,
  unpackHead,
} from '@sandan/pipeline';
import { compressSync, uncompressSync } from 'snappy';
import { asBuffer } from '../store/packed-value';
import { BulkFile, SECTOR_BYTES, sectorMemory } from './bulk-file';
import type { ScratchJournal } from './scratch-journal';

interface LaneFile {
  file: BulkFile;
  seq: number;
  head: JournalHead | undefined;
}

const NAME = /^(journal|states)-([a-z]+)-(\d+)$/;
/**
 * An entry: how many bytes its head, facts and outputs have, then these, facts and outputs compressed each by itself. It
 * fills whole sectors.
 */
const LENGTH_BYTES = 4;
const LENGTHS_BYTES = 3 * LENGTH_BYTES;
type Lengths = [head: number, facts: number, outputs: number];
const FIRST_ENTRY_BYTES = 1024 * 1024;

/** The journals of a store that is thrown away after a run: one file a lane, entry behind entry. Nothing is flushed by us. */
export class JournalFiles implements ScratchJournal {
  private readonly lanes = new Map<string, LaneFile>();
  /** The entry that is being written. */
  private room = sectorMemory(FIRST_ENTRY_BYTES);

  constructor(private readonly folder: string) {
    for (const lane of lanesWith('journal', folder)) this.file(lane);
  }

  async claim(lane: LaneRef, initial: JournalHead): Promise<{ seq: number; head: JournalHead }> {
    const last = this.file(lane);
    const head = last.head ?? initial;
    this.write(last, { seq: last.seq + 1, head, facts: NOTHING, outputs: NOTHING });
    return { seq: last.seq, head };
  }

  async append(lane: LaneRef, entry: JournalEntry): Promise<void> {
    const last = this.file(lane);
    if (entry.seq <= last.seq) throw new LaneLostError(lane, entry.seq);
    if (entry.seq > last.seq + 1) throw new JournalGapError(lane, entry.seq);
    this.write(last, entry);
  }

  async close(): Promise<void> {
    for (const { file } of this.lanes.values()) file.close();
    this.lanes.clear();
  }

  private file(lane: LaneRef): LaneFile {
    const path = journalPath(this.folder, lane);
    let found = this.lanes.get(path);
    if (!found) {
      found = { file: new BulkFile(path), seq: 0, head: undefined };
      for (const { seq, head } of readJournal(this.folder, lane)) Object.assign(found, { seq, head });
      this.lanes.set(path, found);
    }
    return found;
  }

  private write(last: LaneFile, { seq, head, facts, outputs }: JournalEntry): void {
    last.file.append(this.packed([packHead(head), compressed(facts), compressed(outputs)]));
    last.seq = seq;
    last.head = head;
  }

  private packed(parts: readonly [head: Buffer, facts: Buffer, outputs: Buffer]): Buffer {
    const bytes = LENGTHS_BYTES + parts.reduce((sum, { length }) => sum + length, 0);
    if (this.room.length < wholeSectors(bytes)) this.room = sectorMemory(bytes * 2);
    let at = LENGTHS_BYTES;
    for (const [index, part] of parts.entries()) {
      this.room.writeUInt32LE(part.length, index * LENGTH_BYTES);
      this.room.set(part, at);
      at += part.length;
    }
    return this.room.fill(0, at, wholeSectors(at)).subarray(0, wholeSectors(at));
  }
}

function wholeSectors(bytes: number): number {
  return Math.ceil(bytes / SECTOR_BYTES) * SECTOR_BYTES;
}

function compressed(page: Uint8Array): Buffer {
  return page.byteLength === 0 ? NOTHING : compressSync(asBuffer(page));
}

function uncompressed(bytes: Buffer): Buffer {
  return bytes.length === 0 ? NOTHING : (uncompressSync(bytes, { asBuffer: true }) as Buffer);
}

/** Every lane that has such a file in the folder, by stage and number. */
export function lanesWith(kind: 'journal' | 'states', folder: string): LaneRef[] {
  const lanes = readdirSync(folder).flatMap((name): LaneRef[] => {
    const found = NAME.exec(name);
    return found?.[1] === kind ? [{ stage: found[2]!, lane: Number(found[3]) }] : [];
  });
  return lanes.sort((a, b) => (a.stage < b.stage ? -1 : a.stage > b.stage ? 1 : a.lane - b.lane));
}

/** The entries of a lane that are written, in order. */
export function* readJournal(folder: string, lane: LaneRef): Iterable<JournalEntry> {
  const path = journalPath(folder, lane);
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    for (let at = 0, seq = 1; at < size; seq++) {
      const lengths = read(file, at, LENGTHS_BYTES);
      const [head, facts, outputs] = [0, 1, 2].map((part) => lengths.readUInt32LE(part * LENGTH_BYTES)) as Lengths;
      const parts = read(file, at + LENGTHS_BYTES, head + facts + outputs);
      at += wholeSectors(LENGTHS_BYTES + parts.length);
      yield {
        seq,
        head: unpackHead(parts.subarray(0, head)),
        facts: uncompressed(parts.subarray(head, head + facts)),
        outputs: uncompressed(parts.subarray(head + facts)),
      };
    }
  } finally {
    closeSync(file);
  }
}

function read(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  readSync(file, bytes, 0, length, position);
  return bytes;
}

function journalPath(folder: string, { stage, lane }: LaneRef): string {
  return join(folder, `journal-${stage}-${lane}`);
}

const NOTHING = Buffer.alloc(0);
