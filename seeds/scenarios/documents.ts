import { createHash } from 'node:crypto';
import { minus, quantityOf, sumOf, totalOf } from './amounts';
import { AGENT, CARRIER, FIRST_BOOK, GUARANTOR, PAYER, PLATFORM, WAREHOUSE } from './base';
import { CHOCOLATE, DECLARING_MERCHANT, MERCHANT, TOOTHPASTE, type BookItem } from './base-goods';
import { WANG, type Person } from './people';

export interface Goods {
  item: BookItem;
  qty: string;
  price: string;
}

/** What partners agreed on: all documents of a parcel are written from it and therefore agree. */
export interface Deal {
  orderNo: string;
  ebpCode: string;
  ebcCode: string;
  buyer: Person;
  consignee: Person;
  goods: Goods[];
  freight: string;
  insuredFee: string;
  discount: string;
  taxTotal: string;
  payCode: string;
  payTransactionId: string;
  logisticsCode: string;
  logisticsNo: string;
  /** YYYYMMDDhhmmss, Beijing time. */
  appTime: string;
}

/** Two boxes of chocolate at 45.00, freight 10.00: dutiable price 100.00, tax 9.10, paid 109.10. */
export const CLEAN_DEAL: Deal = {
  orderNo: 'HM-0001',
  ebpCode: PLATFORM,
  ebcCode: MERCHANT,
  buyer: WANG,
  consignee: WANG,
  goods: [{ item: CHOCOLATE, qty: '2', price: '45.00' }],
  freight: '10.00',
  insuredFee: '0.00',
  discount: '0.00',
  taxTotal: '9.10',
  payCode: PAYER,
  payTransactionId: 'TXN-0001',
  logisticsCode: CARRIER,
  logisticsNo: 'WB-0001',
  appTime: '20261111000000',
};

/** The same amounts for the merchant whose agent sends the inventory. */
export const DECLARED_DEAL: Deal = {
  ...CLEAN_DEAL,
  ebcCode: DECLARING_MERCHANT,
  goods: [{ item: TOOTHPASTE, qty: '2', price: '45.00' }],
};

/** Wire fields to set; `undefined` takes a field away. */
export type Fields = Record<string, unknown>;
export type WireDocument = Record<string, unknown>;

export function order(deal: Deal = CLEAN_DEAL, fields: Fields = {}): WireDocument {
  const goodsValue = goodsValueOf(deal);
  return changed(
    {
      ...transmission('order', deal),
      orderType: 'I',
      orderNo: deal.orderNo,
      ...parties(deal),
      goodsValue,
      freight: deal.freight,
      discount: deal.discount,
      taxTotal: deal.taxTotal,
      acturalPaid: paidOf(deal),
      currency: '142',
      buyerRegNo: 'member-0001',
      ...buyer(deal),
      payCode: deal.payCode,
      payName: '灯塔支付',
      payTransactionId: deal.payTransactionId,
      ...consignee(deal),
      lines: deal.goods.map(orderLine),
    },
    fields,
  );
}

export function payment(deal: Deal = CLEAN_DEAL, fields: Fields = {}): WireDocument {
  return changed(
    {
      ...transmission('payment', deal),
      payCode: deal.payCode,
      payName: '灯塔支付',
      payTransactionId: deal.payTransactionId,
      orderNo: deal.orderNo,
      ebpCode: deal.ebpCode,
      ebpName: '港湾商城',
      payerIdType: '1',
      payerIdNumber: deal.buyer.idNumber,
      payerName: deal.buyer.name,
      telephone: deal.buyer.telephone,
      amountPaid: paidOf(deal),
      currency: '142',
      payTime: '20261111000000',
    },
    fields,
  );
}

export function waybill(deal: Deal = CLEAN_DEAL, fields: Fields = {}): WireDocument {
  return changed(
    {
      ...transmission('waybill', deal),
      ...carrier(deal),
      orderNo: deal.orderNo,
      freight: deal.freight,
      insuredFee: deal.insuredFee,
      currency: '142',
      weight: '0.80',
      packNo: 1,
      ...consignee(deal),
    },
    fields,
  );
}

export function inventory(deal: Deal = DECLARED_DEAL, fields: Fields = {}): WireDocument {
  return changed(
    {
      ...transmission('inventory', deal),
      orderNo: deal.orderNo,
      ...parties(deal),
      ...carrier(deal),
      copNo: 'COP-0001',
      assureCode: GUARANTOR,
      emsNo: FIRST_BOOK,
      ieFlag: 'I',
      declTime: '20261111',
      customsCode: '4612',
      portCode: '4612',
      ...buyer(deal),
      consigneeAddress: deal.consignee.address,
      agentCode: AGENT,
      agentName: '锚地报关',
      areaCode: WAREHOUSE,
      areaName: '一号保税仓',
      tradeMode: '1210',
      trafMode: 'Y',
      country: '142',
      freight: deal.freight,
      insuredFee: deal.insuredFee,
      currency: '142',
      packNo: 1,
      grossWeight: '0.80',
      netWeight: '0.60',
      lines: deal.goods.map(inventoryLine),
    },
    fields,
  );
}

/** CEB623 and CEB625: what both say of the parcel and of whom it concerns. */
function application(kind: 'cancellation' | 'return', deal: Deal): WireDocument {
  return {
    ...transmission(kind, deal),
    customsCode: '4612',
    orderNo: deal.orderNo,
    ...parties(deal),
    ...carrier(deal),
    ...buyer(deal),
    agentCode: AGENT,
    agentName: '锚地报关',
    reason: '买家改变了主意',
  };
}

export function cancellation(deal: Deal = CLEAN_DEAL, fields: Fields = {}): WireDocument {
  return changed(application('cancellation', deal), fields);
}

/** `pieces`: gnum and quantity of each line that comes back. */
export function returned(
  pieces: readonly (readonly [gnum: number, qty: string])[],
  deal: Deal = CLEAN_DEAL,
  fields: Fields = {},
): WireDocument {
  const lines = pieces.map(([gnum, qty]) => {
    const item = deal.goods[gnum - 1]?.item;
    return { gnum, qty, ...(item && { gcode: item.gcode, gname: item.gname, unit: item.unit }) };
  });
  return changed({ ...application('return', deal), lines }, fields);
}

export function goodsValueOf(deal: Deal): string {
  return sumOf(...deal.goods.map(({ qty, price }) => totalOf(qty, price)));
}

/** What the buyer pays: goods, freight and tax less the discount. */
export function paidOf(deal: Deal): string {
  return minus(sumOf(goodsValueOf(deal), deal.freight, deal.taxTotal), deal.discount);
}

export function orderLine({ item, qty, price }: Goods, index: number): WireDocument {
  return {
    gnum: index + 1,
    itemNo: item.itemNo,
    itemName: item.gname,
    gmodel: item.gmodel,
    unit: item.unit,
    qty,
    price,
    totalPrice: totalOf(qty, price),
    currency: '142',
    country: item.country,
  };
}

export function inventoryLine({ item, qty, price }: Goods, index: number): WireDocument {
  const { itemRecordNo, itemNo, gcode, gname, gmodel, country, unit, unit1, unit2, qty1PerUnit, qty2PerUnit } = item;
  const goods = { itemRecordNo, itemNo, gcode, gname, gmodel, country, currency: '142' };
  const second = unit2 && qty2PerUnit ? { qty2: quantityOf(qty, qty2PerUnit), unit2 } : {};
  const amounts = { qty, unit, qty1: quantityOf(qty, qty1PerUnit), unit1, ...second };
  return { gnum: index + 1, ...goods, ...amounts, price, totalPrice: totalOf(qty, price) };
}

function transmission(kind: string, deal: Deal): WireDocument {
  const hex = createHash('sha1').update(`${kind}:${deal.ebpCode}:${deal.orderNo}`).digest('hex').toUpperCase();
  const guid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  return { guid, appType: '1', appTime: deal.appTime, appStatus: '2' };
}

function parties(deal: Deal): WireDocument {
  return { ebpCode: deal.ebpCode, ebpName: '港湾商城', ebcCode: deal.ebcCode, ebcName: '潮汐贸易' };
}

function carrier(deal: Deal): WireDocument {
  return { logisticsCode: deal.logisticsCode, logisticsName: '信风速运', logisticsNo: deal.logisticsNo };
}

function buyer({ buyer: { name, idNumber, telephone } }: Deal): WireDocument {
  return { buyerIdType: '1', buyerIdNumber: idNumber, buyerName: name, buyerTelephone: telephone };
}

function consignee({ consignee: { name, telephone, address } }: Deal): WireDocument {
  return { consignee: name, consigneeTelephone: telephone, consigneeAddress: address };
}

function changed(document: WireDocument, fields: Fields): WireDocument {
  return Object.fromEntries(Object.entries({ ...document, ...fields }).filter(([, value]) => value !== undefined));
}
