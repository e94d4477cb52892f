import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ParcelGroup, parcelStage, releaseStage } from '@sandan/domain';
import type { StateRow } from '@sandan/pipeline';
import { InventoryNumbers } from '../laws/inventory-numbers';
import { LawBook } from '../laws/law-book';
import { checkLedgerLines } from '../laws/ledger-laws';
import { evidenceOf, type NumberEvidence } from '../laws/number-evidence';
import { checkParcels } from '../laws/parcel-laws';
import { buyerFacts, type BuyerLine, checkBuyers } from '../laws/quota-balance';
import { Snapshot } from '../laws/snapshot';
import { type KeyFacts, savedName, StateLaws } from '../laws/state-laws';
import { checkNotices, checkReceipts } from '../laws/told-laws';
import { FrameReader } from '../spill/frames';
import type { Findings, InspectionRules, InspectionTask, LoadRows } from './inspection';

/** Judges every number and every buyer of some pieces of a store. */
export class PieceInspection {
  private readonly book = new LawBook();
  private readonly states: StateLaws;
  private readonly inventoryNumbers = new InventoryNumbers(this.book);
  private readonly snapshot: Snapshot;

  constructor(
    private readonly rules: InspectionRules,
    private readonly task: InspectionTask,
    private readonly load: LoadRows,
  ) {
    this.snapshot = new Snapshot(task.snapshot);
    this.states = new StateLaws(this.book, this.snapshot.saved);
  }

  async run(onPiece: () => void): Promise<Findings> {
    const numbers = new FrameReader(this.task.numbers);
    const buyers = new FrameReader(this.task.buyers);
    try {
      for (const piece of this.task.pieces) {
        const lines = [...buyers.frames(piece)].map(({ value }) => value as BuyerLine);
        await this.inspect(evidenceOf(numbers.frames(piece)), lines);
        // Memory that native code lent is given back between turns of the event loop.
        await nextTurn();
        onPiece();
      }
    } finally {
      numbers.close();
      buyers.close();
    }
    return this.findings();
  }

  private findings(): Findings {
    const { book, inventoryNumbers, snapshot } = this;
    return { laws: book.list(), numbers: inventoryNumbers.series, waits: snapshot.waits };
  }

  private async inspect(numbers: Map<string, NumberEvidence>, lines: readonly BuyerLine[]): Promise<void> {
    const { reference, opening } = this.rules;
    const keys = new Keys(numbers.values(), lines);
    // Asked for first: another thread looks for the rows while this one judges.
    const loading = Promise.all(keys.lanes.map(({ lane, facts }) => this.load(lane, facts.map(savedName))));
    for (const number of numbers.values()) keys.followed(number, this.checkNumber(number));
    checkBuyers(lines, this.book, reference, opening);
    const rows = await loading;
    keys.lanes.forEach(({ lane, facts }, index) => this.checkStates(lane, facts, rows[index]!));
  }

  /** The state of the number after all; undefined when it cannot be followed. */
  private checkNumber(number: NumberEvidence): ParcelGroup | undefined {
    const { book, snapshot, rules, inventoryNumbers } = this;
    if (number.damaged) book.broken('journal', `number ${number.orderNo}`, 'something of it cannot be read');
    try {
      const group = checkParcels(number, book, rules);
      inventoryNumbers.take(group);
      checkLedgerLines(number, book, snapshot);
      checkReceipts(number, group, book);
      checkNotices(number, book, snapshot);
      return group;
    } catch (error) {
      number.damaged = true;
      book.broken('journal', `number ${number.orderNo}`, `it cannot be followed: ${(error as Error).message}`);
      return undefined;
    }
  }

  private checkStates(lane: number, keys: readonly InspectedKey[], rows: readonly (StateRow | undefined)[]): void {
    const whole = keys.map(({ number }) => !number?.damaged);
    const kept = (_: unknown, index: number) => whole[index];
    this.states.check(lane, keys.filter(kept), rows.filter(kept));
  }
}

/** What is damaged of a number says nothing of its states. */
type InspectedKey = KeyFacts & { number?: NumberEvidence };

/** The keys of one piece whose saved states are compared, by lane. */
class Keys {
  private readonly byLane = new Map<number, InspectedKey[]>();
  private readonly parcels = new Map<NumberEvidence, InspectedKey>();

  constructor(numbers: Iterable<NumberEvidence>, lines: readonly BuyerLine[]) {
    for (const number of numbers) {
      const { orderNo: key, parcels, notices } = number;
      if (parcels[0]) {
        const parcel = { stage: parcelStage, key, facts: parcels, number };
        this.parcels.set(number, parcel);
        this.add(parcels[0].lane, parcel);
      }
      if (notices[0]) this.add(notices[0].lane, { stage: releaseStage, key, facts: notices, number });
    }
    for (const [lane, facts] of buyerFacts(lines)) for (const one of facts) this.add(lane, one);
  }

  get lanes(): { lane: number; facts: InspectedKey[] }[] {
    return [...this.byLane].map(([lane, facts]) => ({ lane, facts }));
  }

  followed(number: NumberEvidence, group: ParcelGroup | undefined): void {
    const parcel = this.parcels.get(number);
    if (parcel && group) parcel.fold = group;
  }

  private add(lane: number, key: InspectedKey): void {
    const keys = this.byLane.get(lane);
    if (keys) keys.push(key);
    else this.byLane.set(lane, [key]);
  }
}
