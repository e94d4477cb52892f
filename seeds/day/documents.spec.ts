import { type DocumentKind, businessKeyFault, checkDocument } from '@sandan/contracts';
import type { Inventory, Order, Payment, Waybill } from '@sandan/domain';
import { idCheckCharacter } from '../identity';
import { sampleReference } from '../reference/build';
import type { DayFault } from './day-fault';
import type { DayOptions, DayRecord } from './day-options';
import { generateDay } from './generate-day';

const MIXED: DayOptions = { parcels: 2_000, seed: 5, curve: 'flat' };
const KINDS: Record<string, DocumentKind> = {
  'orders.v1': 'order',
  'payments.v1': 'payment',
  'logistics.v1': 'waybill',
  'inventories.v1': 'inventory',
};

interface Sent {
  fault: DayFault;
  records: DayRecord[];
}

function sentByParcel(options: DayOptions): Map<string, Sent> {
  const sent = new Map<string, Sent>();
  const day = generateDay(options, ({ orderNo, fault }) => sent.set(orderNo, { fault, records: [] }));
  for (const record of day) sent.get(record.key)?.records.push(record);
  return sent;
}

const mixed = sentByParcel(MIXED);

function faulty(fault: DayFault): Sent[] {
  return [...mixed.values()].filter((parcel) => parcel.fault === fault);
}

function fieldFaults({ topic, value }: DayRecord): string[] {
  const kind = KINDS[topic] as DocumentKind;
  return checkDocument(kind, value as Record<string, unknown>).map((fault) => `${kind}.${fault.field}`);
}

function documents<T>({ records }: Sent, topic: string): T[] {
  return records.filter((record) => record.topic === topic).map((record) => record.value as T);
}

const ordersOf = (sent: Sent): Order[] => documents<Order>(sent, 'orders.v1');
const fen = (amount: unknown): number => Math.round(Number(amount) * 100);

describe('the documents of a generated day', () => {
  it('keep every field rule, but for the fault that breaks one', () => {
    for (const { fault, records } of mixed.values()) {
      const found = records.filter(({ value }) => typeof value !== 'string').flatMap(fieldFaults);
      if (fault === 'parameter-fault') expect(found).toHaveLength(1);
      else if (fault !== 'missing-key') expect(found).toEqual([]);
    }
  });

  it('carry ID numbers with a valid check character, but for the fault that breaks it', () => {
    for (const sent of mixed.values()) {
      for (const { buyerIdNumber } of ordersOf(sent).filter((order) => typeof order === 'object')) {
        const valid = buyerIdNumber.charAt(17) === idCheckCharacter(buyerIdNumber.slice(0, 17));
        expect(valid).toBe(sent.fault !== 'buyer-id-invalid');
        expect(buyerIdNumber).toMatch(/^000000/);
      }
    }
  });

  it('add up: lines to the goods value, goods value and the rest to what was paid', () => {
    for (const sent of faulty('clean')) {
      const [order] = ordersOf(sent) as [Order];
      const [payment] = documents<Payment>(sent, 'payments.v1') as [Payment];
      const lines = order.lines.map((line) => fen(line.totalPrice));
      expect(lines).toEqual(order.lines.map((line) => fen(line.price) * Number(line.qty)));
      expect(lines.reduce((total, line) => total + line, 0)).toBe(fen(order.goodsValue));
      const owed = fen(order.goodsValue) + fen(order.freight) + fen(order.taxTotal) - fen(order.discount);
      expect(fen(order.acturalPaid)).toBe(owed);
      expect(fen(payment.amountPaid)).toBe(owed);
    }
  });

  it('stay under a quarter of the annual limit, so that four parcels of a buyer always fit', () => {
    for (const { fault, records } of mixed.values()) {
      if (fault === 'single-limit') continue;
      for (const { topic, value } of records) {
        if (topic !== 'orders.v1' || typeof value === 'string') continue;
        expect(fen((value as Order).goodsValue) + 4_000).toBeLessThan(650_000);
      }
    }
  });

  it('name recorded items of the merchant, on an inventory by the book they lie in', () => {
    const recorded = new Set<string>();
    for (const book of sampleReference().books) {
      for (const item of book.items) {
        recorded.add(`${item.ebcCode}:${item.itemNo}`).add(`${book.emsNo}:${item.itemRecordNo}`);
      }
    }
    for (const sent of faulty('clean')) {
      const [order] = ordersOf(sent) as [Order];
      const named = order.lines.map((line) => `${order.ebcCode}:${line.itemNo}`);
      for (const inventory of documents<Inventory>(sent, 'inventories.v1')) {
        named.push(...inventory.lines.map((line) => `${inventory.emsNo}:${line.itemRecordNo}`));
      }
      expect(named.filter((name) => !recorded.has(name))).toEqual([]);
    }
  });
});

describe('the faults in the documents', () => {
  it('uses the buyers whose year is spent for the annual limit, and nobody else', () => {
    const spent = new Set(sampleReference().settings.openingQuota.map((buyer) => buyer.buyerIdNumber));
    for (const sent of mixed.values()) {
      for (const order of ordersOf(sent)) {
        if (typeof order === 'object') expect(spent.has(order.buyerIdNumber)).toBe(sent.fault === 'annual-limit');
      }
    }
  });

  it('repeats a document with the same content under another transmission id', () => {
    for (const { records } of faulty('duplicate')) {
      const contents = records.map(({ topic, value }) =>
        JSON.stringify({ topic, ...(value as object), guid: '', appTime: '' }),
      );
      expect(new Set(contents).size).toBe(contents.length - 1);
    }
  });

  it('withdraws a document before it sends a later one', () => {
    for (const { records } of faulty('withdrawn')) {
      const sendings = records.map(({ value }) => value as Order);
      const withdrawal = sendings.findIndex((document) => document.appType === '3');
      const again = sendings.find((document, at) => at > withdrawal && document.note !== undefined);
      expect(again?.appType).toBe('1');
      expect(Number(again?.appTime)).toBeGreaterThan(Number(sendings[withdrawal]?.appTime));
    }
  });

  it('leaves out the document that is to be missing', () => {
    for (const { records } of faulty('missing-waybill')) {
      expect(records.map((record) => record.topic)).not.toContain('logistics.v1');
    }
    for (const { records } of faulty('missing-payment')) {
      expect(records.map((record) => record.topic)).not.toContain('payments.v1');
    }
  });

  it('sends what cannot be read once and then well', () => {
    for (const { records } of faulty('unreadable')) {
      const [text] = records.filter((record) => typeof record.value === 'string');
      expect(() => JSON.parse(String(text?.value)) as unknown).toThrow(SyntaxError);
      expect(records.filter((record) => record.topic === text?.topic)).toHaveLength(2);
    }
    for (const { records } of faulty('missing-key')) {
      const broken = records.filter(({ topic, value }) =>
        businessKeyFault(KINDS[topic] as DocumentKind, value as Record<string, unknown>),
      );
      expect(broken).toHaveLength(1);
    }
  });

  it('sends a waybill that differs from the order only where the consignee is at fault', () => {
    for (const { fault, records } of [...faulty('consignee-mismatch'), ...faulty('clean')]) {
      const order = records.find((record) => record.topic === 'orders.v1')?.value as Order;
      const waybill = records.find((record) => record.topic === 'logistics.v1')?.value as Waybill;
      const agrees =
        order.consignee === waybill.consignee &&
        order.consigneeAddress === waybill.consigneeAddress &&
        order.consigneeTelephone === waybill.consigneeTelephone.replace('+86 ', '');
      expect(agrees).toBe(fault === 'clean');
    }
  });
});
