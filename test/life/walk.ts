import type { Clearance } from '@sandan/domain';
import type { OutboundRecord } from '@sandan/pipeline';
import { DAY, HOUR, MINUTE, SECOND, START_MS } from '../../seeds/scenarios/base';
import { CHOCOLATE, OLIVE_OIL, TOOTHPASTE, VACUUM } from '../../seeds/scenarios/base-goods';
import {
  cancellation,
  CLEAN_DEAL,
  DECLARED_DEAL,
  type Deal,
  type Fields,
  inventory,
  order,
  payment,
  returned,
  waybill,
} from '../../seeds/scenarios/documents';
import type { Prng } from '../../seeds/prng';
import { buyerOf } from '../market/market';
import type { PortOfLanes } from './port-of-lanes';

const TOPICS = { order: 'orders.v1', payment: 'payments.v1', waybill: 'logistics.v1', inventory: 'inventories.v1' };
const WRITE = { order, payment, waybill, inventory };
type Kind = keyof typeof TOPICS;
const KINDS = Object.keys(TOPICS) as Kind[];
const OFFICERS = ['officer-1', 'officer-2'];

/** One step of time, from a second to days: windows end, returns come too late, years turn. */
const STEPS = [SECOND, SECOND, MINUTE, MINUTE, HOUR, 3 * HOUR, 25 * HOUR, 5 * DAY, 20 * DAY];

/**
 * The random life of a few parcels of one buyer over one book: any document, change, withdrawal, cancellation, return,
 * arrival, ruling or gate-out at any moment, mostly sensible, often not. Records are sent while the stages are at work.
 */
export class Walk {
  readonly guids: { kind: string; guid: string }[] = [];
  readonly deals: Deal[];
  private now = START_MS;
  private serial = 0;
  private sent: [topic: string, key: string, value: object][] = [];

  constructor(
    private readonly port: PortOfLanes,
    private readonly random: Prng,
    parcels: number,
  ) {
    this.deals = Array.from({ length: parcels }, (_, index) => this.deal(index));
  }

  async run(events: number): Promise<void> {
    for (let event = 0; event < events; event++) {
      this.now += this.random.pick(STEPS);
      this.happen(this.random.pick(this.deals));
      const steps = this.random.int(6);
      for (let step = 0; step < steps; step++) await this.port.step();
    }
    await this.port.drain();
  }

  private deal(index: number): Deal {
    // The draw of the inspection hangs on the number.
    const number = `HM-${this.random.word()}-${index}`;
    const person = buyerOf(7);
    const own = { orderNo: number, payTransactionId: `TXN-${index}`, logisticsNo: `WB-${index}`, buyer: person };
    const qty = String(this.random.between(1, 4));
    const goods = this.random.pick([
      [{ item: CHOCOLATE, qty, price: '33.33' }],
      [
        { item: CHOCOLATE, qty, price: '45.00' },
        { item: OLIVE_OIL, qty: '2', price: '12.35' },
      ],
      [{ item: VACUUM, qty: '1', price: '5600.00' }],
      'declared' as const,
    ]);
    if (goods !== 'declared') return { ...CLEAN_DEAL, ...own, consignee: person, goods };
    return { ...DECLARED_DEAL, ...own, consignee: person, goods: [{ item: TOOTHPASTE, qty, price: '20.00' }] };
  }

  private happen(deal: Deal): void {
    const roll = this.random.int(100);
    // The first half of a life is mostly documents.
    if (roll < 34) for (const kind of this.random.shuffle([...KINDS])) this.document(deal, kind, '1');
    else if (roll < 46) this.document(deal, this.random.pick(KINDS), this.random.pick(['1', '2', '3'] as const));
    else if (roll < 52) this.again();
    else if (roll < 58)
      this.application('cancellations.v1', cancellation(deal, this.transmission('cancellation')), deal);
    else if (roll < 70) this.return(deal);
    else if (roll < 76) this.arrival(deal);
    else if (roll < 90) this.ruling(deal);
    else this.gateOut(deal);
  }

  private document(deal: Deal, kind: Kind, appType: '1' | '2' | '3'): void {
    if (kind === 'inventory' && deal.ebcCode === CLEAN_DEAL.ebcCode) return;
    const wrong: Fields = this.random.chance(0.12) ? this.random.pick(FAULTS)[kind] : {};
    const other = this.random.chance(0.05) ? { payTransactionId: `TXN-X${this.serial}`, logisticsNo: 'WB-X' } : {};
    const named = kind === 'payment' || kind === 'waybill' ? { ...deal, ...other } : deal;
    this.send(TOPICS[kind], deal.orderNo, WRITE[kind](named, { ...this.transmission(kind), appType, ...wrong }));
  }

  /** A record that was sent before comes again. */
  private again(): void {
    if (this.sent.length === 0) return;
    const [topic, key, value] = this.random.pick(this.sent);
    this.port.send(topic, key, value, this.now);
  }

  private return(deal: Deal): void {
    const gnum = this.random.between(1, deal.goods.length + (this.random.chance(0.05) ? 1 : 0));
    const qty = String(this.random.between(1, this.random.chance(0.1) ? 9 : 2));
    this.application('returns.v1', returned([[gnum, qty]], deal, this.transmission('return')), deal);
  }

  private application(topic: string, value: object, deal: Deal): void {
    this.send(topic, deal.orderNo, value);
  }

  private arrival(deal: Deal): void {
    const lines = [{ gnum: this.random.between(1, deal.goods.length), qty: String(this.random.between(1, 2)) }];
    this.event('return-arrivals.v1', deal, { parcelId: parcelIdOf(deal), lines, arrivedAt: this.iso() });
  }

  private ruling(deal: Deal): void {
    const current = this.current(deal);
    const ruling = this.random.pick(['release', 'release', 'release', 'refuse', 'detain', 'return']);
    const drawn = current?.inspection?.inspector;
    this.event('rulings.v1', deal, {
      parcelId: parcelIdOf(deal),
      revision: (current?.revision ?? 1) - (this.random.chance(0.1) ? 1 : 0),
      ruling,
      reasonText: 'ruled',
      officer: drawn !== undefined && this.random.chance(0.9) ? drawn : this.random.pick(OFFICERS),
      ruledAt: this.iso(),
      ...(this.random.chance(0.8) && { dutyRates: [{ gnum: 1, rate: '0.08' }] }),
    });
  }

  private gateOut(deal: Deal): void {
    const revision = (this.current(deal)?.revision ?? 1) - (this.random.chance(0.1) ? 1 : 0);
    this.event('gate-outs.v1', deal, { noticeId: `${parcelIdOf(deal)}:${revision}:SHIP`, passedAt: this.iso() });
  }

  /** What partners know: the last clearance that was told. */
  private current(deal: Deal): Clearance | undefined {
    return lastClearances(this.port.told).get(parcelIdOf(deal));
  }

  private event(topic: string, deal: Deal, value: object): void {
    this.send(topic, deal.orderNo, value);
  }

  private send(topic: string, key: string, value: object): void {
    this.sent.push([topic, key, value]);
    this.port.send(topic, key, value, this.now);
  }

  private transmission(kind: string): Fields {
    const guid = `00000000-0000-5000-8000-${String(this.serial++).padStart(12, '0')}`;
    this.guids.push({ kind, guid });
    return { guid, appTime: beijing14(this.now - (this.random.chance(0.1) ? DAY : 0)) };
  }

  private iso(): string {
    return new Date(this.now).toISOString();
  }
}

/** What documents are spoiled by, some of them only against the others. */
const FAULTS: readonly Record<Kind, Fields>[] = [
  {
    order: { acturalPaid: '1.00' },
    payment: { amountPaid: '1.00' },
    waybill: { consignee: '王大明' },
    inventory: { buyerTelephone: '19911111111' },
  },
  {
    order: { note: 'changed' },
    payment: { note: 'changed' },
    waybill: { weight: '0.90' },
    inventory: { note: 'changed' },
  },
  {
    order: { ebcCode: '' },
    payment: { currency: '502' },
    waybill: { weight: '-1' },
    inventory: { lines: [] },
  },
];

export function parcelIdOf({ ebpCode, orderNo }: Deal): string {
  return `${ebpCode}:${orderNo}`;
}

export function lastClearances(told: readonly OutboundRecord[]): Map<string, Clearance> {
  const last = new Map<string, Clearance>();
  for (const { topic, value } of told) {
    if (topic !== 'clearances.v1') continue;
    const clearance = JSON.parse(String(value)) as Clearance;
    const known = last.get(clearance.parcelId);
    if (!known || known.revision < clearance.revision) last.set(clearance.parcelId, clearance);
  }
  return last;
}

function beijing14(atMs: number): string {
  return new Date(atMs + 8 * HOUR).toISOString().replaceAll(/[-T:]/g, '').slice(0, 14);
}
