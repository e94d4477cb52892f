import { setImmediate as nextTurn } from 'node:timers/promises';
import type { QuotaFact, StockFact } from '@sandan/domain';
import { parcelStage, releaseStage } from '@sandan/domain';
import type { LaneStore, PagedFact } from '@sandan/pipeline';
import { LaneChain } from './chain/lane-chain';
import { decisionsOf, type EntryDecisions } from './journal/decisions';
import { placeOf, scanLane, type ScannedEntry } from './journal/scan-lane';
import { checkLedgerLines } from './laws/ledger-laws';
import { LawBook, type LawResult } from './laws/law-book';
import { evidenceOf, type FrameValue, numberOf, type NumberEvidence } from './laws/number-evidence';
import { InventoryNumbers } from './laws/inventory-numbers';
import { checkParcels, type Rules } from './laws/parcel-laws';
import { type BuyerLine, checkBuyers, type OpeningUse } from './laws/quota-balance';
import { Snapshot } from './laws/snapshot';
import { type KeyFacts, StateLaws } from './laws/state-laws';
import { StockBalance } from './laws/stock-balance';
import { checkNotices, checkReceipts } from './laws/told-laws';
import { Partitions } from './spill/partitions';

export interface AuditOptions extends Rules {
  store: LaneStore;
  /** What a buyer had used before; left out = the first line of a year is believed. */
  opening?: OpeningUse;
  /** Where the pieces are kept meanwhile; default the system's folder for such things. */
  scratch?: string;
  /** Pieces the store is looked at in; more = less memory. */
  pieces?: number;
  onProgress?: (step: 'reading' | 'checking', done: number, total: number) => void;
}

export interface AuditReport {
  laws: LawResult[];
  /** Effects still on their way between the lanes of a live store. */
  underway: number;
  entries: number;
}

const PIECES = 256;
/** Memory that native code lent is given back between turns of the event loop, which a long walk must let happen. */
const ENTRIES_A_TURN = 8;
const TOLD_TOPICS: ReadonlySet<string> = new Set(['receipts.v1', 'release-notices.v1']);

/**
 * Re-derives every balance of a store from its documents and decisions and checks the guarantees of the contract. The
 * journal is read once and set aside by number and by buyer; each piece is then judged for itself.
 */
export async function auditStore(options: AuditOptions): Promise<AuditReport> {
  const snapshot = await Snapshot.take(options.store);
  const audit = new StoreAudit(options, snapshot);
  try {
    return await audit.run();
  } finally {
    audit.close();
  }
}

class StoreAudit {
  private readonly book = new LawBook();
  private readonly numbers: Partitions;
  private readonly buyers: Partitions;
  private readonly stock: StockBalance;
  private readonly states: StateLaws;
  private readonly inventoryNumbers = new InventoryNumbers(this.book);
  private entries = 0;

  constructor(
    private readonly options: AuditOptions,
    private readonly snapshot: Snapshot,
  ) {
    const { store, reference, pieces = PIECES, scratch } = options;
    this.numbers = new Partitions(pieces, scratch);
    this.buyers = new Partitions(pieces, scratch);
    this.stock = new StockBalance(store, snapshot, reference, this.book);
    this.states = new StateLaws(store, snapshot.lanes, this.book);
  }

  async run(): Promise<AuditReport> {
    for (const index of this.snapshot.lanes.keys()) await this.readLane(index);
    for (let piece = 0; piece < this.numbers.count; piece++) {
      await this.checkPiece(piece);
      await nextTurn();
      this.options.onProgress?.('checking', piece + 1, this.numbers.count);
    }
    this.stock.finish(this.states);
    this.states.finish();
    return { laws: this.book.list(), underway: this.snapshot.waits, entries: this.entries };
  }

  close(): void {
    this.numbers.close();
    this.buyers.close();
  }

  private async readLane(index: number): Promise<void> {
    const lane = this.snapshot.lanes[index]!;
    const chain = new LaneChain(lane);
    const total = this.snapshot.last.reduce((sum, last) => sum + last, 0);
    for await (const scanned of scanLane(this.options.store, lane, this.snapshot.last[index]!)) {
      if ('fault' in scanned) {
        this.book.broken('journal', placeOf(scanned.fault), scanned.fault.what);
        if (scanned.fault.what.startsWith('the entry')) chain.gap();
        continue;
      }
      await this.readEntry(index, scanned.entry, chain);
      if (this.entries % ENTRIES_A_TURN === 0) await nextTurn();
      this.options.onProgress?.('reading', ++this.entries, total);
    }
  }

  private async readEntry(index: number, entry: ScannedEntry, chain: LaneChain): Promise<void> {
    this.book.checked('journal');
    this.snapshot.read(index, entry.head);
    const decisions = decisionsOf(entry);
    for (const found of chain.take(entry, decisions)) {
      this.book.broken('chain', found.decision, `${found.what} (${found.place}): ${found.detail}`);
    }
    this.checkTold(entry, decisions);
    for (const fact of entry.facts) {
      try {
        await this.setAside(index, entry.seq, fact);
      } catch (error) {
        const what = `a fact of ${fact.stage}/${fact.key} makes no sense: ${(error as Error).message}`;
        this.book.broken('journal', placeOf(entry), what);
      }
    }
    for (const { topic, key, value } of entry.outputs) {
      if (!TOLD_TOPICS.has(topic) || typeof key !== 'string') continue;
      this.numbers.add(key, { value: ['output', topic, key] satisfies FrameValue, clearance: value });
    }
  }

  /** Decisions and what was told of them stand in the same entry. */
  private checkTold(entry: ScannedEntry, { stored, told: copies }: EntryDecisions): void {
    this.book.checked('chain', stored.length);
    this.book.checked('told', stored.length);
    if (entry.outputsLost) return;
    const told = new Map(copies);
    for (const { name, text } of stored) {
      if (told.get(name) !== text) {
        this.book.broken('told', name, told.has(name) ? 'it was told with other content' : 'it was never told');
      }
      told.delete(name);
    }
    for (const name of told.keys()) this.book.broken('told', name, 'it was told, but no such decision was made');
  }

  private async setAside(lane: number, seq: number, paged: PagedFact): Promise<void> {
    const { stage, key, lean, document, clearance, damaged } = paged;
    const orderNo = numberOf(stage, key, lean);
    if (damaged) {
      this.numbers.add(orderNo, { value: ['damaged', orderNo] satisfies FrameValue });
      return;
    }
    this.numbers.add(orderNo, {
      value: ['fact', lane, seq, stage, key, lean] satisfies FrameValue,
      document,
      clearance,
    });
    if (stage === 'quota') {
      this.buyers.add(key, { value: [lane, seq, key, lean as unknown as QuotaFact] satisfies BuyerLine });
    } else if (stage === 'stock') await this.stock.take(lane, seq, key, lean as unknown as StockFact);
  }

  private checkNumber(number: NumberEvidence): void {
    const { book, snapshot, options } = this;
    if (number.damaged) book.broken('journal', `number ${number.orderNo}`, 'something of it cannot be read');
    try {
      const group = checkParcels(number, book, options);
      this.inventoryNumbers.take(group);
      checkLedgerLines(number, book, snapshot);
      checkReceipts(number, group, book);
      checkNotices(number, book, snapshot);
    } catch (error) {
      number.damaged = true;
      book.broken('journal', `number ${number.orderNo}`, `it cannot be followed: ${(error as Error).message}`);
    }
  }

  private async checkPiece(piece: number): Promise<void> {
    const { book, options } = this;
    const numbers = evidenceOf(this.numbers.frames(piece));
    for (const number of numbers.values()) this.checkNumber(number);
    await this.checkStates([...numbers.values()]);
    const lines = [...this.buyers.frames(piece)].map(({ value }) => value as BuyerLine);
    await checkBuyers(lines, book, this.states, options.reference, options.opening ?? (() => undefined));
  }

  private async checkStates(numbers: NumberEvidence[]): Promise<void> {
    const byLane = new Map<number, KeyFacts[]>();
    const add = (lane: number, facts: KeyFacts) => {
      const keys = byLane.get(lane);
      if (keys) keys.push(facts);
      else byLane.set(lane, [facts]);
    };
    for (const { orderNo, parcels, notices, damaged } of numbers) {
      if (damaged) continue;
      if (parcels[0]) add(parcels[0].lane, { stage: parcelStage, key: orderNo, facts: parcels });
      if (notices[0]) add(notices[0].lane, { stage: releaseStage, key: orderNo, facts: notices });
    }
    for (const [lane, keys] of byLane) await this.states.check(lane, keys);
  }
}
