import { setImmediate as nextTurn } from 'node:timers/promises';
import type { QuotaFact, StockFact } from '@sandan/domain';
import { type LaneStore, orderNoOf, type PagedFact } from '@sandan/pipeline';
import { LaneChain } from './chain/lane-chain';
import type { Findings, InspectionRules, Inspector } from './inspect/inspection';
import { localInspector } from './inspect/local-inspector';
import { decisionsOf, type EntryDecisions } from './journal/decisions';
import { placeOf, scanLane, type ScannedEntry } from './journal/scan-lane';
import { InventoryNumbers } from './laws/inventory-numbers';
import { LawBook, type LawResult } from './laws/law-book';
import { type FrameValue, toldFrame } from './laws/number-evidence';
import type { BuyerLine } from './laws/quota-balance';
import { Snapshot } from './laws/snapshot';
import { StateLaws } from './laws/state-laws';
import { StockBalance } from './laws/stock-balance';
import type { FrameFile } from './spill/frames';
import { Partitions } from './spill/partitions';

export interface AuditOptions extends InspectionRules {
  store: LaneStore;
  /** Where the pieces are kept meanwhile; default the system's folder for such things. */
  scratch?: string;
  /** Pieces the store is looked at in; more = less memory. Left out, a long journal has more of them. */
  pieces?: number;
  /** Who judges the pieces of a journal of so many entries; left out or undefined = this thread. */
  inspectors?: (entries: number) => Inspector[] | undefined;
  onProgress?: (step: 'reading' | 'checking', done: number, total: number) => void;
}

export interface AuditReport {
  laws: LawResult[];
  /** Effects still on their way between the lanes of a live store. */
  underway: number;
  entries: number;
}

/** A piece holds about what so many entries brought, so that memory does not grow with the journal. */
const ENTRIES_A_PIECE = 4;
const [PIECES_MIN, PIECES_MAX] = [16, 2048] as const;
/** Memory that native code lent is given back between turns of the event loop, which a long walk must let happen. */
const ENTRIES_A_TURN = 8;

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
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: AuditOptions,
    private readonly snapshot: Snapshot,
  ) {
    const { store, reference, pieces = piecesFor(snapshot.entries), scratch } = options;
    this.numbers = new Partitions(pieces, scratch);
    this.buyers = new Partitions(pieces, scratch);
    this.stock = new StockBalance(store, snapshot, reference, this.book);
    this.states = new StateLaws(this.book, snapshot.saved);
  }

  async run(): Promise<AuditReport> {
    for (const index of this.snapshot.lanes.keys()) await this.readLane(index);
    for (const findings of await this.inspect()) this.absorb(findings);
    this.stock.finish(this.states);
    return { laws: this.book.list(), underway: this.snapshot.waits, entries: this.entries };
  }

  close(): void {
    this.numbers.close();
    this.buyers.close();
  }

  private async readLane(index: number): Promise<void> {
    const lane = this.snapshot.lanes[index]!;
    const chain = new LaneChain(lane);
    for await (const scanned of scanLane(this.options.store, lane, this.snapshot.last[index]!)) {
      if ('fault' in scanned) {
        this.book.broken('journal', placeOf(scanned.fault), scanned.fault.what);
        if (scanned.fault.what.startsWith('the entry')) chain.gap();
        continue;
      }
      await this.readEntry(index, scanned.entry, chain);
      if (this.entries % ENTRIES_A_TURN === 0) await nextTurn();
      this.options.onProgress?.('reading', ++this.entries, this.snapshot.entries);
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
      const frame = typeof key === 'string' ? toldFrame(topic, key, value) : undefined;
      if (frame) this.numbers.add(key as string, { value: frame });
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
    const orderNo = orderNoOf(stage, key, lean);
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

  /** Each inspector takes its share of the pieces; the store is read by this thread alone. */
  private async inspect(): Promise<Findings[]> {
    const { store, inspectors: chosen, onProgress } = this.options;
    const inspectors = chosen?.(this.entries) ?? [localInspector(this.options)];
    const { count } = this.numbers;
    const load = async (lane: number, names: readonly string[]) => {
      const rows = await this.inTurn(() => store.load(this.snapshot.lanes[lane]!, names));
      return names.map((name) => rows.get(name));
    };
    let done = 0;
    const [numbers, buyers] = [this.numbers.finish(), this.buyers.finish()];
    const snapshot = this.snapshot.data;
    try {
      return await Promise.all(
        inspectors.map((inspector, index) => {
          const isOwn = (_: unknown, piece: number): boolean => piece % inspectors.length === index;
          const pieces = Array.from({ length: count }, (_, piece) => piece).filter(isOwn);
          const task = { numbers: onlyOf(numbers, isOwn), buyers: onlyOf(buyers, isOwn), snapshot, pieces };
          return inspector.inspect(task, load, () => onProgress?.('checking', ++done, count));
        }),
      );
    } finally {
      await Promise.all(inspectors.map((inspector) => inspector.close()));
    }
  }

  /** One call of the store at a time. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private absorb({ laws, numbers, waits }: Findings): void {
    this.book.absorb(laws);
    this.inventoryNumbers.absorb(numbers);
    this.snapshot.waits += waits;
  }
}

function piecesFor(entries: number): number {
  return Math.min(PIECES_MAX, Math.max(PIECES_MIN, Math.ceil(entries / ENTRIES_A_PIECE)));
}

/** Where the blocks of some pieces lie: a large store has a million. */
function onlyOf({ path, blocks }: FrameFile, isOwn: (_: unknown, piece: number) => boolean): FrameFile {
  return { path, blocks: blocks.map((places, piece) => (isOwn(places, piece) ? places : [])) };
}
