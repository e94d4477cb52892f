import { isDeepStrictEqual } from 'node:util';
import type { AnyStage } from '@sandan/domain';
import {
  joinKey,
  type LaneRef,
  type LaneStore,
  packState,
  StatePages,
  type StateRow,
  unpackState,
} from '@sandan/pipeline';
import { differences } from '../chain/changed-fields';
import type { LawBook } from './law-book';

/** The facts of one state key, in order. */
export interface KeyFacts {
  stage: AnyStage;
  key: string;
  facts: { seq: number; fact: object }[];
}

interface SavedFold {
  stage: AnyStage;
  subject: string;
  fold: object;
  row: StateRow;
}

interface Behind {
  lane: number;
  subject: string;
  /** Journal number of its last fact. */
  lastSeq: number;
  what: string;
}

const BEHIND_KEPT = 10_000;

/** Saved states against the fold of their facts. */
export class StateLaws {
  /** Keys without a row, or with an old one: right only while no later checkpoint has been saved. */
  private readonly behind: Behind[] = [];
  /** Highest journal number up to which any row of a lane is folded. */
  private readonly savedSeq = new Map<number, number>();

  constructor(
    private readonly store: LaneStore,
    private readonly lanes: readonly LaneRef[],
    private readonly book: LawBook,
  ) {}

  /** Compares the states of some keys of one lane. */
  async check(lane: number, keys: readonly KeyFacts[]): Promise<void> {
    const names = keys.map(({ stage, key }) => joinKey(stage.name, key));
    const rows = await this.store.load(this.lanes[lane]!, names);
    const saved = keys.flatMap((facts, index) => this.savedFold(lane, facts, rows.get(names[index]!)) ?? []);
    // Packed together as the runner packs them, which is the quickest way to the same bytes.
    const pages = new StatePages();
    for (const { stage, fold } of saved) pages.add(stage, fold);
    const packed = pages.close();
    saved.forEach((one, index) => this.compare(one, packed[index]!));
  }

  checkRow(lane: number, facts: KeyFacts, row: StateRow | undefined): void {
    const saved = this.savedFold(lane, facts, row);
    if (saved) this.compare(saved, packState(saved.stage, saved.fold));
  }

  /** To be called when every row was looked at. */
  finish(): void {
    for (const { lane, subject, lastSeq, what } of this.behind) {
      if (lastSeq <= (this.savedSeq.get(lane) ?? 0)) {
        this.book.broken('states', subject, `its saved state ${what}, although a later checkpoint was saved`);
      }
    }
  }

  /** The fold that a row should hold; undefined when there is none to compare. */
  private savedFold(lane: number, { stage, key, facts }: KeyFacts, row: StateRow | undefined): SavedFold | undefined {
    const lastSeq = facts.at(-1)?.seq ?? 0;
    const subject = `${stage.name} ${key}`;
    this.book.checked('states');
    if (row) this.savedSeq.set(lane, Math.max(row.seq, this.savedSeq.get(lane) ?? 0));
    if (!row || row.seq < lastSeq) this.addBehind({ lane, subject, lastSeq, what: row ? 'is old' : 'is missing' });
    // A live store may have gone on since its journal was read.
    if (!row || row.seq > lastSeq) return undefined;
    const fold = facts.filter(({ seq }) => seq <= row.seq).reduce(foldOf(stage), stage.initial(key) as object);
    return { stage, subject, fold, row };
  }

  private compare({ stage, subject, fold, row }: SavedFold, packed: Uint8Array): void {
    if (asBuffer(row.state).equals(asBuffer(packed))) return;
    const what = difference(stage, fold, row);
    if (what !== undefined) this.book.broken('states', subject, what);
  }

  private addBehind(behind: Behind): void {
    // Only the tail of a journal is behind; a store with more than this is told by its first ones.
    if (this.behind.length < BEHIND_KEPT) this.behind.push(behind);
  }
}

function foldOf(stage: AnyStage) {
  return (state: object, { fact }: { fact: object }): object => stage.evolve(state, fact) as object;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Where a saved state differs from its fold, if it is not only written another way. */
function difference(stage: AnyStage, fold: object, row: StateRow): string | undefined {
  let saved: object;
  try {
    saved = unpackState(stage, row.state);
  } catch {
    return 'the saved state cannot be read';
  }
  const plain = JSON.parse(JSON.stringify(fold)) as object;
  if (isDeepStrictEqual(plain, saved)) return undefined;
  const places = differences('', plain, saved).map((place) => place.split(' ')[0]);
  return `the saved state differs from its facts at ${places.slice(0, 4).join(', ')}`;
}
