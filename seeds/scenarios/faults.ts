import { SECOND } from './base';
import { CHOCOLATE } from './base-goods';
import { CLEAN_DEAL, DECLARED_DEAL, type Deal, type Fields } from './documents';
import { receiptsOf } from './expectations';
import { inventoryAt, orderAt, paymentAt, waybillAt } from './records';
import type { Scenario } from './scenario';

const SENT_AT = { order: orderAt, payment: paymentAt, waybill: waybillAt, inventory: inventoryAt };
type Kind = keyof typeof SENT_AT;

/** Each fault travels in a document of its own, whose business key names it. */
function keyed(kind: Kind, fault: string): Deal {
  const base = kind === 'inventory' ? DECLARED_DEAL : CLEAN_DEAL;
  return { ...base, orderNo: fault, payTransactionId: fault, logisticsNo: fault };
}

/** One document for each fault; each gets one receipt with the code, and nothing waits afterwards. */
export function faults(
  name: string,
  about: string,
  kind: Kind,
  code: string,
  broken: Record<string, Fields>,
): Scenario {
  const names = Object.keys(broken);
  return {
    name,
    about,
    records: names.map((fault, place) => SENT_AT[kind](place * SECOND, keyed(kind, fault), broken[fault])),
    anyOrder: true,
    expect: {
      clearances: [],
      receipts: names.flatMap((fault) => receiptsOf({ [kind]: [code] }, keyed(kind, fault))),
      deadLetters: [],
      waiting: 0,
    },
  };
}

/** `count` order lines of one piece of chocolate at 1.00. */
export function chocolates(count: number): Deal['goods'] {
  return Array.from({ length: count }, () => ({ item: CHOCOLATE, qty: '1', price: '1.00' }));
}
