import { OTHER_PLATFORM } from '../../seeds/scenarios/base';
import { MERCHANT, UNRECORDED } from '../../seeds/scenarios/base-goods';
import { type Deal, type Fields, inventory, order, orderLine, payment, waybill } from '../../seeds/scenarios/documents';
import { TOPIC } from '../../seeds/scenarios/records';
import { buyerOf, GOODS, OTHER_BOOK_ITEM } from './market';
import type { Message, Thread } from './message';
import { lifeOf } from './parcel-life';
import { dealOfPlan, type ParcelPlan, type Twist } from './parcel-plan';

const LATER = '20261111000100';
const LATEST = '20261111000200';

/** Everything that partners send about one parcel. */
export function threadsOf(plan: ParcelPlan): Thread[] {
  const deal = dealOfPlan(plan);
  const documents = SPECIAL[plan.twist]?.(deal, plan) ?? bundle(deal, plan);
  return [...documents, lifeOf(plan.twist, deal)].filter((thread) => thread.length > 0);
}

interface BundleFields {
  order?: Fields;
  payment?: Fields;
  waybill?: Fields;
}

function bundle(deal: Deal, plan: Pick<ParcelPlan, 'declared'>, fields: BundleFields = {}): Thread[] {
  const three = [orderOf(deal, fields.order), paymentOf(deal, fields.payment), waybillOf(deal, fields.waybill)];
  return [...three, plan.declared ? inventoryOf(deal, fields.order) : []];
}

const orderOf = (deal: Deal, fields?: Fields): Thread => [message(TOPIC.order, deal, order(deal, fields))];
const paymentOf = (deal: Deal, fields?: Fields): Thread => [message(TOPIC.payment, deal, payment(deal, fields))];
const waybillOf = (deal: Deal, fields?: Fields): Thread => [message(TOPIC.waybill, deal, waybill(deal, fields))];
const inventoryOf = (deal: Deal, fields: Fields = {}): Thread => {
  const { buyerIdNumber } = fields;
  const agreed = buyerIdNumber === undefined ? {} : { buyerIdNumber };
  return [message(TOPIC.inventory, deal, inventory(deal, { copNo: `COP-${deal.orderNo}`, ...agreed }))];
};

const SPECIAL: Partial<Record<Twist, (deal: Deal, plan: ParcelPlan) => Thread[]>> = {
  'amount-mismatch': (deal, plan) => bundle(deal, plan, { payment: { amountPaid: '0.01' } }),
  'consignee-mismatch': (deal, plan) => bundle(deal, plan, { waybill: { consignee: '无名' } }),
  'payer-mismatch': (deal, plan) => bundle(deal, plan, { payment: { payerIdNumber: buyerOf(99_999).idNumber } }),
  'id-invalid': (deal, plan) =>
    bundle(deal, plan, {
      order: { buyerIdNumber: '000000199001010010' },
      payment: { payerIdNumber: '000000199001010010' },
    }),
  'not-recorded': (deal) =>
    bundle({ ...deal, ebcCode: MERCHANT, goods: [{ ...deal.goods[0]!, item: UNRECORDED }] }, asEngine),
  'book-split': (deal) =>
    bundle(
      {
        ...deal,
        ebcCode: MERCHANT,
        goods: [
          { item: GOODS[0]!, qty: '1', price: '10.00' },
          { item: OTHER_BOOK_ITEM, qty: '1', price: '10.00' },
        ],
      },
      asEngine,
    ),
  'carrier-unknown': (deal, plan) => bundle({ ...deal, logisticsCode: '0000LOG999' }, plan),
  'missing-payment': (deal, plan) => bundle(deal, plan).filter(([first]) => first?.topic !== TOPIC.payment),
  'missing-waybill': (deal, plan) => bundle(deal, plan).filter(([first]) => first?.topic !== TOPIC.waybill),
  'parameter-fault': (deal, plan) => bundle(deal, plan, { payment: { currency: '840' } }),
  draft: (deal, plan) => [...bundle(deal, plan), orderOf(deal, { appStatus: '1' })],
  repeated: (deal, plan) => bundle(deal, plan).map((thread) => [...thread, ...thread]),
  unreadable: (deal, plan) => [...bundle(deal, plan), [{ topic: TOPIC.order, key: deal.orderNo, value: '{"broken' }]],
  corrected: (deal, plan) => {
    const [right = [], ...others] = bundle(deal, plan);
    const wrong = orderOf(deal, {
      lines: [{ ...orderLine(deal.goods[0]!, 0), totalPrice: '0.02' }],
      goodsValue: '0.02',
    });
    const change = { ...right[0]!, value: { ...(right[0]!.value as object), appType: '2', appTime: LATER } };
    return [[...wrong, change], ...others];
  },
  'second-payment': (deal, plan) => [
    ...bundle(deal, plan),
    paymentOf({ ...deal, payTransactionId: `${deal.payTransactionId}-B` }),
  ],
  withdrawn: (deal, plan) => {
    const [first = [], ...others] = bundle(deal, plan);
    return [[...first, again(first[0]!, '3', LATER)], ...others];
  },
  'sent-again': (deal, plan) => {
    const [first = [], ...others] = bundle(deal, plan);
    return [[...first, again(first[0]!, '3', LATER), again(first[0]!, '1', LATEST)], ...others];
  },
  'two-platforms': (deal, plan) => {
    const buyer = buyerOf(plan.buyer + 1);
    const numbers = { payTransactionId: `${deal.payTransactionId}-2`, logisticsNo: `${deal.logisticsNo}-2` };
    const second = { ...deal, ebpCode: OTHER_PLATFORM, buyer, consignee: buyer, ...numbers };
    return [...bundle(deal, plan), ...bundle(second, plan)];
  },
};

/** These goods belong to the merchant for whom the engine declares. */
const asEngine = { declared: false };

function again(message: Message, appType: string, appTime: string): Message {
  return { ...message, value: { ...(message.value as object), appType, appTime } };
}

function message(topic: string, deal: Deal, value: object): Message {
  return { topic, key: deal.orderNo, value };
}
