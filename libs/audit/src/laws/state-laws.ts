import { isDeepStrictEqual } from 'node:util';
import type { AnyStage } from '@sandan/domain';
import { joinKey, packState, StatePages, type StateRow, unpackState } from '@sandan/pipeline';
import { differences } from '../chain/changed-fields';
import type { LawBook } from './law-book';

/** The facts of one state key, in order. */
export interface KeyFacts {
  stage: AnyStage;
  key: string;
  facts: { seq: number; fact: object }[];
  /** The state after all of them, where it is known already. */
  fold?: object;
}

/** The name under which the state of a key is saved. */
export function savedName({ stage, key }: KeyFacts): string {
  return joinKey(stage.name, key);
}

interface SavedFold {
  stage: AnyStage;
  subject: string;
  fold: object;
  row: StateRow;
}

/** Saved states against the fold of their facts. */
export class StateLaws {
  /** `savedSeqs`: of each lane, the entry up to which the states of all keys were saved before any row was read. */
  constructor(
    private readonly book: LawBook,
    private readonly savedSeqs: readonly number[],
  ) {}

  /** Compares the states of some keys of one lane with their rows, which are in the same order. */
  check(lane: number, keys: readonly KeyFacts[], rows: readonly (StateRow | undefined)[]): void {
    const saved = keys.flatMap((facts, index) => this.savedFold(lane, facts, rows[index]) ?? []);
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

  /** The fold that a row should hold; undefined when there is none to compare. */
  private savedFold(lane: number, keyFacts: KeyFacts, row: StateRow | undefined): SavedFold | undefined {
    const { stage, key, facts, fold: whole } = keyFacts;
    const lastSeq = facts.at(-1)?.seq ?? 0;
    const subject = `${stage.name} ${key}`;
    this.book.checked('states');
    // What changed since the last checkpoint may have no row, or an old one.
    if ((!row || row.seq < lastSeq) && lastSeq <= (this.savedSeqs[lane] ?? 0)) {
      const what = row ? 'is old' : 'is missing';
      this.book.broken('states', subject, `its saved state ${what}, although a later checkpoint was saved`);
    }
    // A live store may have gone on since its journal was read.
    if (!row || row.seq > lastSeq) return undefined;
    if (whole && row.seq === lastSeq) return { stage, subject, fold: whole, row };
    const fold = facts.filter(({ seq }) => seq <= row.seq).reduce(foldOf(stage), stage.initial(key) as object);
    return { stage, subject, fold, row };
  }

  private compare({ stage, subject, fold, row }: SavedFold, packed: Uint8Array): void {
    if (asBuffer(row.state).equals(asBuffer(packed))) return;
    const what = difference(stage, fold, row);
    if (what !== undefined) this.book.broken('states', subject, what);
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
    saved = plain(unpackState(stage, row.state));
  } catch {
    return 'the saved state cannot be read';
  }
  const folded = plain(fold);
  if (isDeepStrictEqual(folded, saved)) return undefined;
  const places = differences('', folded, saved).map((place) => place.split(' ')[0]);
  return `the saved state differs from its facts at ${places.slice(0, 4).join(', ')}`;
}

/** Without what the engine only keeps in memory, and with texts as texts. */
function plain(state: object): object {
  return JSON.parse(JSON.stringify(state)) as object;
}
