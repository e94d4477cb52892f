import type { DocumentKind } from './document-kind';

type Json = Record<string, unknown>;

const head: Json = {
  guid: '4CDE1CFD-EDED-46B1-946C-B8022E42FC94',
  appType: '1',
  appTime: '20261111000001',
  appStatus: '2',
};

const parties: Json = {
  orderNo: 'ORD0001',
  ebpCode: '00000000P1',
  ebpName: '示例平台',
  ebcCode: '00000000M1',
  ebcName: '示例商家',
};

const buyer: Json = {
  buyerName: '李测试',
  buyerTelephone: '19900000001',
  buyerIdType: '1',
  buyerIdNumber: '000000190001010009',
};

const carrier: Json = { logisticsCode: '00000000L1', logisticsNo: 'WB0001', logisticsName: '示例物流' };

const orderLine = (gnum: number): Json => ({
  gnum,
  itemNo: `SKU-${gnum}`,
  itemName: '示例巧克力',
  gmodel: '100克/盒',
  unit: '140',
  qty: '2',
  price: '50.00',
  totalPrice: '100.00',
  currency: '142',
  country: '301',
});

const inventoryLine = (gnum: number): Json => ({
  ...orderLine(gnum),
  itemRecordNo: `R${gnum}`,
  gcode: '1806900000',
  gname: '示例巧克力',
  qty1: '0.2',
  unit1: '035',
});

const application: Json = {
  ...head,
  ...parties,
  ...carrier,
  ...buyer,
  customsCode: '0000',
  agentCode: '00000000A1',
  agentName: '示例报关',
  reason: '示例原因',
};

/** One document of each kind that passes every field check, with two lines where it has lines; made anew each time. */
export const VALID_DOCUMENTS: Record<DocumentKind, () => Json> = {
  order: () => ({
    ...head,
    ...parties,
    ...buyer,
    orderType: 'I',
    goodsValue: '200.00',
    freight: '0',
    discount: '0',
    taxTotal: '18.20',
    acturalPaid: '218.20',
    currency: '142',
    buyerRegNo: 'buyer-1',
    consignee: '李测试',
    consigneeTelephone: '19900000001',
    consigneeAddress: '示例省示例市示例路1号',
    lines: [orderLine(1), orderLine(2)],
  }),
  payment: () => ({
    ...head,
    payCode: '00000000Z1',
    payName: '示例支付',
    payTransactionId: 'PAY0001',
    orderNo: 'ORD0001',
    ebpCode: '00000000P1',
    ebpName: '示例平台',
    payerIdType: '1',
    payerIdNumber: '000000190001010009',
    payerName: '李测试',
    amountPaid: '218.20',
    currency: '142',
    payTime: '20261111000000',
  }),
  waybill: () => ({
    ...head,
    ...carrier,
    orderNo: 'ORD0001',
    freight: '0',
    insuredFee: '0',
    currency: '142',
    weight: '0.5',
    packNo: 1,
    consignee: '李测试',
    consigneeAddress: '示例省示例市示例路1号',
    consigneeTelephone: '19900000001',
  }),
  inventory: () => ({
    ...head,
    ...parties,
    ...carrier,
    ...buyer,
    assureCode: '00000000G1',
    emsNo: 'T0000E000001',
    ieFlag: 'I',
    declTime: '20261111',
    customsCode: '0000',
    portCode: '0101',
    consigneeAddress: '示例省示例市示例路1号',
    agentCode: '00000000A1',
    agentName: '示例报关',
    areaCode: '00000000W1',
    areaName: '示例仓储',
    tradeMode: '1210',
    trafMode: 'Y',
    country: '142',
    freight: '0',
    insuredFee: '0',
    currency: '142',
    packNo: '1',
    grossWeight: '0.5',
    netWeight: '0.4',
    lines: [inventoryLine(1), inventoryLine(2)],
  }),
  cancellation: () => ({ ...application }),
  return: () => ({
    ...application,
    lines: [
      { gnum: 2, qty: '1' },
      { gnum: 5, gcode: '1806900000', qty: '1' },
    ],
  }),
};
