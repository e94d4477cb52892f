import {
  decimal,
  formatQuantity,
  type Reference,
  type StockFact,
  stockStage,
  type StockState,
  quantityEntries,
  quantityOf,
} from '@sandan/domain';
import { joinKey, type LaneStore, type StateRow } from '@sandan/pipeline';
import type { LawBook } from './law-book';
import type { Snapshot } from './snapshot';
import type { StateLaws } from './state-laws';

/** One book while its lines go by. */
interface Ledger {
  lane: number;
  state: StockState;
  row: StateRow | undefined;
  /** The fold up to the saved row; undefined until that entry is passed. */
  atRow: StockState | undefined;
  lastSeq: number;
}

/** Folds the lines of every book: few items, so all balances stay in memory. */
export class StockBalance {
  private readonly ledgers = new Map<string, Ledger>();
  /** Items that fell below zero: named once. */
  private readonly short = new Set<string>();

  constructor(
    private readonly store: LaneStore,
    private readonly snapshot: Snapshot,
    private readonly reference: Reference,
    private readonly book: LawBook,
  ) {}

  async take(lane: number, seq: number, emsNo: string, fact: StockFact): Promise<void> {
    const ledger = this.ledgers.get(emsNo) ?? (await this.open(lane, emsNo));
    if (ledger.row && seq > ledger.row.seq) ledger.atRow ??= ledger.state;
    ledger.state = stockStage.evolve(ledger.state, fact);
    ledger.lastSeq = seq;
    for (const { itemRecordNo } of fact.items) this.checkItem(emsNo, itemRecordNo, ledger.state, fact.parcelId);
  }

  /** Counts every item and compares the saved states. */
  finish(states: StateLaws): void {
    for (const [emsNo, { lane, state, row, atRow, lastSeq }] of this.ledgers) {
      this.book.checked('stock-balance', quantityEntries(state.reserved).length);
      const fold = atRow ?? state;
      const stage = { ...stockStage, initial: () => fold };
      states.checkRow(lane, { stage, key: emsNo, facts: [{ seq: lastSeq, fact: NOTHING }] }, row);
    }
  }

  private async open(lane: number, emsNo: string): Promise<Ledger> {
    const key = joinKey('stock', emsNo);
    const row = (await this.store.load(this.snapshot.lanes[lane]!, [key])).get(key);
    const ledger: Ledger = { lane, state: stockStage.initial(emsNo), row, atRow: undefined, lastSeq: 0 };
    this.ledgers.set(emsNo, ledger);
    return ledger;
  }

  private checkItem(emsNo: string, itemRecordNo: string, state: StockState, parcelId: string): void {
    const opening = decimal(this.reference.recordedItem(emsNo, itemRecordNo)?.item.stock);
    const reserved = quantityOf(state.reserved, itemRecordNo);
    const reduced = quantityOf(state.reduced, itemRecordNo);
    const available = opening - reserved - reduced;
    const item = `book ${emsNo} item ${itemRecordNo}`;
    if ((reserved >= 0n && reduced >= 0n && available >= 0n) || this.short.has(item)) return;
    this.short.add(item);
    const figures = [opening, reserved, reduced, available].map(text).join(', ');
    this.book.broken('stock-balance', item, `at ${parcelId}: opening, reserved, reduced, available are ${figures}`);
  }
}

const NOTHING: StockFact = { fact: 'reserved', parcelId: '', revision: 0, items: [], at: 0 };

function text(quantity: bigint): string {
  return quantity < 0n ? `-${formatQuantity(-quantity)}` : formatQuantity(quantity);
}
