import { joined } from '../identity/joined';
import { decimal, type Scaled } from '../money/decimal';
import type { Clearance } from '../parcel/clearance';
import type { ParcelFact } from '../parcel/parcel-fact';
import type { LineQuantity } from '../inventory/parcel-line';
import { ARRIVAL_DAYS } from './take-arrival';

const DAY_MS = 86_400_000;

/** What somebody has still to do with a decided parcel. */
export type Matter = 'not-out' | 'inspection' | 'review' | 'detention' | 'return';

export const MATTERS = ['not-out', 'inspection', 'review', 'detention', 'return'] as const satisfies readonly Matter[];

/** A decided parcel that waits for somebody. */
export interface WaitingMatter {
  matter: Matter;
  parcelId: string;
  /** Who has to act: warehouse, inspector, customs, officer or merchant. */
  owner: string;
  /** Business time, ms. */
  since: number;
  /** Business time by which it must be done, ms; absent where nothing ends by itself. */
  until?: number;
}

interface Entry extends WaitingMatter {
  /** `return`: what was announced and has not arrived, by gnum. */
  expected?: Map<number, Scaled>;
}

/**
 * What waits for somebody after the decisions, a fold of the parcels' facts in the order of their journal: nothing leaves
 * the list but by what was waited for. It keeps at most `max` parcels, the oldest; of later ones only the number.
 */
export class WaitingList {
  private readonly entries = new Map<string, Entry>();
  private beyond = 0;

  constructor(private readonly max = Infinity) {}

  add(orderNo: string, fact: ParcelFact): void {
    switch (fact.fact) {
      case 'decided':
        this.revised(fact.clearance, false);
        break;
      case 'left':
      case 'cancelled':
        this.revised(fact.clearance, true);
        break;
      case 'ruled':
        this.revised(fact.clearance, true, fact.ruling.officer);
        break;
      case 'returned':
        this.announced(fact);
        break;
      case 'arrived':
        this.arrived(joined(fact.ebpCode, orderNo), fact.lines);
        break;
    }
  }

  /** Matters that are at least so old at `now`, ms; the oldest first. */
  older(matter: Matter, now: number, ageMs: number): WaitingMatter[] {
    return [...this.entries.values()]
      .filter((entry) => entry.matter === matter && now - entry.since >= ageMs)
      .sort((a, b) => a.since - b.since || (a.parcelId < b.parcelId ? -1 : 1))
      .map(({ expected: _, ...rest }) => rest);
  }

  /** Parcels that wait and are not in mind, because too many older ones are. */
  get unlisted(): number {
    return this.beyond;
  }

  /** `waited`: the parcel was on the list before, or is among those that are not in mind. */
  private revised(clearance: Clearance, waited: boolean, officer?: string): void {
    const matter = matterOf(clearance, officer);
    if (matter) this.put(matter);
    else this.drop(clearance.parcelId, waited);
  }

  private announced({ clearance, lines, at, bill }: Extract<ParcelFact, { fact: 'returned' }>): void {
    const { parcelId, ebcCode = '' } = clearance;
    const known = this.entries.get(parcelId);
    const expected = new Map(known?.matter === 'return' ? known.expected : []);
    for (const { gnum, qty } of lines) expected.set(gnum, (expected.get(gnum) ?? 0n) + decimal(qty));
    const since = known?.matter === 'return' ? known.since : at;
    const until = bill && Date.parse(bill.releasedAt) + ARRIVAL_DAYS * DAY_MS;
    this.put({ matter: 'return', parcelId, owner: ebcCode, since, ...(until !== undefined && { until }), expected });
  }

  private arrived(parcelId: string, lines: readonly LineQuantity[]): void {
    const expected = this.entries.get(parcelId)?.expected;
    if (!expected) return;
    for (const { gnum, qty } of lines) expected.set(gnum, (expected.get(gnum) ?? 0n) - decimal(qty));
    if ([...expected.values()].every((qty) => qty <= 0n)) this.entries.delete(parcelId);
  }

  private put(entry: Entry): void {
    if (this.entries.has(entry.parcelId) || this.entries.size < this.max) this.entries.set(entry.parcelId, entry);
    else this.beyond++;
  }

  private drop(parcelId: string, waited: boolean): void {
    if (!this.entries.delete(parcelId) && waited && this.beyond > 0) this.beyond--;
  }
}

function matterOf(clearance: Clearance, officer?: string): Entry | undefined {
  const { outcome, parcelId, decidedAt, areaCode = '', customsCode = '', inspection } = clearance;
  const since = Date.parse(decidedAt);
  switch (outcome) {
    case 'RELEASED':
      return { matter: 'not-out', parcelId, owner: areaCode, since };
    case 'INSPECTION':
      return { matter: 'inspection', parcelId, owner: inspection?.inspector ?? `customs ${customsCode}`, since };
    case 'MANUAL_REVIEW':
      return { matter: 'review', parcelId, owner: `customs ${customsCode}`, since };
    case 'DETAINED':
      return { matter: 'detention', parcelId, owner: officer ?? `customs ${customsCode}`, since };
    default:
      return undefined;
  }
}
