import type { Book, Enterprise } from '@sandan/domain';
import type { CatalogueItem } from '../reference/catalogue';
import { FIRST_SPENT_BUYER, SPENT_BUYERS } from '../reference/sample-settings';
import type { Prng } from '../prng';
import type { DayFault } from './day-fault';
import { drawGoods, type DraftLine, type Goods } from './draft-goods';
import type { OpenDay } from './open-day';

/** All that is drawn for one parcel. Its documents say nothing that does not follow from it. */
export interface ParcelDraft {
  index: number;
  orderNo: string;
  fault: DayFault;
  /** 0 .. 2^32 - 1: which form a fault with several forms takes. */
  variant: number;
  platform: Enterprise;
  merchant: Enterprise;
  payer: Enterprise;
  carrier: Enterprise;
  agent: { code: string; name: string };
  warehouse: { code: string; name: string };
  book: Book;
  /** Person numbers of `identity`. */
  buyer: number;
  payingPerson: number;
  consignee: number;
  lines: readonly DraftLine[];
  goodsFen: number;
  freightFen: number;
  insuredFen: number;
  discountFen: number;
  taxFen: number;
  paidFen: number;
  weightGrams: number;
  /** The order says who was paid and by which transaction. */
  namesPayment: boolean;
  /** The carrier writes the telephone with +86. */
  prefixedTelephone: boolean;
  paymentDelayMs: number;
  waybillDelayMs: number;
  inventoryDelayMs: number;
}

type Parties = Pick<ParcelDraft, 'platform' | 'payer' | 'carrier' | 'agent' | 'warehouse'>;

const unknownCode = { platform: '0000P99999', payer: '0000Y99999', carrier: '0000L99999' };

function unknown(role: keyof typeof unknownCode): Enterprise {
  return { code: unknownCode[role], name: '未登记企业', roles: [], status: 'active' };
}

/** One party that is not admitted; form 0 is a suspended merchant and needs no more. */
function spoilParties(parties: Parties, draftAs: { declares: boolean; variant: number }, day: OpenDay): void {
  const { suspended } = day.market;
  if (draftAs.declares) {
    if ((draftAs.variant >>> 3) % 2 === 0) parties.agent = suspended.agent;
    else parties.warehouse = suspended.warehouse;
    return;
  }
  const form = draftAs.variant % 8;
  if (form === 1) parties.platform = suspended.platform;
  else if (form === 2) parties.platform = unknown('platform');
  else if (form === 3) parties.payer = suspended.payer;
  else if (form === 4) parties.payer = unknown('payer');
  else if (form === 5) parties.carrier = suspended.carrier;
  else if (form === 6) parties.carrier = unknown('carrier');
}

function drawParties(day: OpenDay, random: Prng, fault: DayFault, goods: Goods, variant: number): Parties {
  const { market } = day;
  const { book } = goods;
  const platforms = fault === 'payer-mismatch' ? day.strictPlatforms : market.platforms;
  const parties: Parties = {
    platform: platforms[random.skewed(platforms.length)] as Enterprise,
    payer: random.pick(market.payers),
    carrier: random.pick(market.carriers),
    agent: { code: book.agentCode, name: book.agentName },
    warehouse: { code: book.areaCode, name: book.areaName },
  };
  if (fault === 'enterprise-not-admitted') {
    spoilParties(parties, { declares: goods.merchant.declares === 'agent', variant }, day);
  }
  return parties;
}

function drawPeople(day: OpenDay, random: Prng, fault: DayFault, index: number, platform: Enterprise) {
  const buyer = fault === 'annual-limit' ? FIRST_SPENT_BUYER + random.int(SPENT_BUYERS) : day.buyerOf(index);
  // somebody else pays only where the platform has authenticated the buyer (财关税〔2016〕18号)
  const paysForOther = random.chance(0.08) && platform.authenticatesBuyers === true && fault !== 'buyer-id-invalid';
  const sendsToOther = random.chance(0.1);
  return {
    buyer,
    payingPerson: paysForOther ? neighbour(buyer) : buyer,
    consignee: sendsToOther ? neighbour(buyer) : buyer,
  };
}

/** Another person, the same each time: family, so to speak. */
export function neighbour(person: number): number {
  return (person + 7_919) % FIRST_SPENT_BUYER;
}

/** Freight for every eighth parcel, a voucher for every seventh; the tax is what the merchant withholds. */
function drawAmounts(random: Prng, lines: readonly DraftLine[]) {
  let goodsFen = 0;
  let taxFen = 0;
  for (const { item, qty, priceFen } of lines) {
    const totalFen = qty * priceFen;
    goodsFen += totalFen;
    taxFen += Math.floor((totalFen * item.vatPermille * 7 + 5_000) / 10_000);
  }
  const freightFen = random.int(8) === 0 ? 500 + 100 * random.int(11) : 0;
  const insuredFen = random.int(20) === 0 ? 100 + 50 * random.int(5) : 0;
  const discountFen = random.int(7) === 0 ? Math.floor(goodsFen / (10 + random.int(30))) : 0;
  return {
    goodsFen,
    taxFen,
    freightFen,
    insuredFen,
    discountFen,
    paidFen: goodsFen + freightFen + taxFen - discountFen,
  };
}

/** Seconds to minutes for the payment, minutes to two hours for the waybill, then the declaration; mostly the shorter. */
function drawDelays(random: Prng) {
  const waybillDelayMs = 360_000 + random.skewed(6_840) * 1_000 + random.int(1_000);
  return {
    paymentDelayMs: 3_000 + random.skewed(237) * 1_000 + random.int(1_000),
    waybillDelayMs,
    inventoryDelayMs: waybillDelayMs + 30_000 + random.skewed(1_170) * 1_000 + random.int(1_000),
  };
}

function weightGrams(lines: readonly { item: CatalogueItem; qty: number }[]): number {
  return lines.reduce((sum, { item, qty }) => sum + item.weightGrams * qty, 0);
}

/** Draws parcel `index` of a day: the same each time, whatever was drawn before. */
export function draftParcel(day: OpenDay, index: number): ParcelDraft {
  const fault = day.faultOf(index);
  const { random } = day;
  random.reseed(day.seedWord, index);
  const variant = random.word();
  const goods = drawGoods(day.market, random, fault, variant);
  const parties = drawParties(day, random, fault, goods, variant);
  const people = drawPeople(day, random, fault, index, parties.platform);
  const amounts = drawAmounts(random, goods.lines);
  const delays = drawDelays(random);
  const namesPayment = random.chance(0.7) || fault === 'pay-company-mismatch' || fault === 'pay-transaction-mismatch';
  return {
    index,
    orderNo: day.orderNoOf(index),
    fault,
    variant,
    platform: parties.platform,
    merchant: goods.merchant,
    payer: parties.payer,
    carrier: parties.carrier,
    agent: parties.agent,
    warehouse: parties.warehouse,
    book: goods.book,
    buyer: people.buyer,
    payingPerson: people.payingPerson,
    consignee: people.consignee,
    lines: goods.lines,
    goodsFen: amounts.goodsFen,
    freightFen: amounts.freightFen,
    insuredFen: amounts.insuredFen,
    discountFen: amounts.discountFen,
    taxFen: amounts.taxFen,
    paidFen: amounts.paidFen,
    weightGrams: weightGrams(goods.lines),
    namesPayment,
    prefixedTelephone: random.chance(0.03),
    paymentDelayMs: delays.paymentDelayMs,
    waybillDelayMs: delays.waybillDelayMs,
    inventoryDelayMs: delays.inventoryDelayMs,
  };
}
