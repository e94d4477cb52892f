import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalEntry, JournalGapError, type JournalHead, LaneLostError, type LaneRef } from '@sandan/pipeline';
import { packEntry, unpackEntry } from '../store/packed-entry';
import type { ScratchJournal } from './scratch-journal';
import { writeAll } from './write-all';

interface LaneFile {
  file: number;
  seq: number;
  head: JournalHead | undefined;
}

const NAME = /^journal-([a-z]+)-(\d+)$/;
const LENGTH_BYTES = 4;

/** The journals of a store that is thrown away after a run: one file a lane, entry behind entry. Nothing is flushed by us. */
export class JournalFiles implements ScratchJournal {
  private readonly lanes = new Map<string, LaneFile>();

  constructor(private readonly folder: string) {
    for (const lane of journaledLanes(folder)) this.file(lane);
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
    for (const { file } of this.lanes.values()) closeSync(file);
    this.lanes.clear();
  }

  private file(lane: LaneRef): LaneFile {
    const path = journalPath(this.folder, lane);
    let found = this.lanes.get(path);
    if (!found) {
      found = { file: openSync(path, 'a+'), seq: 0, head: undefined };
      for (const { seq, head } of readJournal(this.folder, lane)) Object.assign(found, { seq, head });
      this.lanes.set(path, found);
    }
    return found;
  }

  private write(last: LaneFile, entry: JournalEntry): void {
    const packed = packEntry(entry);
    const length = Buffer.allocUnsafe(LENGTH_BYTES);
    length.writeUInt32LE(packed.length);
    writeAll(last.file, length);
    writeAll(last.file, packed);
    last.seq = entry.seq;
    last.head = entry.head;
  }
}

/** Every lane that has a journal in the folder, by stage and number. */
export function journaledLanes(folder: string): LaneRef[] {
  const lanes = readdirSync(folder).flatMap((name): LaneRef[] => {
    const found = NAME.exec(name);
    return found ? [{ stage: found[1]!, lane: Number(found[2]) }] : [];
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
      const entry = read(file, at + LENGTH_BYTES, read(file, at, LENGTH_BYTES).readUInt32LE());
      at += LENGTH_BYTES + entry.length;
      yield unpackEntry(seq, entry);
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

const NOTHING = new Uint8Array(0);
