/**
 * The documents of one parcel (contract 1), with the wire names of the official messages.
 * Decimals are kept as the text that was sent; `decimal()` of `money` reads them.
 */
export type DocumentKind = 'order' | 'payment' | 'waybill' | 'inventory' | 'cancellation' | 'return';

/** A decimal as sent: JSON text (`"108.00"`) or a JSON number. */
export type Decimal = string | number;

interface Transmission {
  guid: string;
  /** 1 add, 2 change, 3 delete. */
  appType: '1' | '2' | '3';
  /** YYYYMMDDhhmmss, Beijing time. */
  appTime: string;
  /** 1 draft, 2 declared. */
  appStatus: '1' | '2';
}

export interface OrderLine {
  gnum: number | string;
  itemNo?: string;
  itemName: string;
  gmodel: string;
  itemDescribe?: string;
  barCode?: string;
  unit: string;
  qty: Decimal;
  price: Decimal;
  totalPrice: Decimal;
  currency: string;
  country: string;
  note?: string;
}

/** CEB311, 电子订单. */
export interface Order extends Transmission {
  orderType: string;
  orderNo: string;
  ebpCode: string;
  ebpName: string;
  ebcCode: string;
  ebcName: string;
  goodsValue: Decimal;
  freight: Decimal;
  discount: Decimal;
  taxTotal: Decimal;
  acturalPaid: Decimal;
  currency: string;
  buyerRegNo: string;
  buyerName: string;
  buyerTelephone: string;
  buyerIdType: string;
  buyerIdNumber: string;
  payCode?: string;
  payName?: string;
  payTransactionId?: string;
  batchNumbers?: string;
  consignee: string;
  consigneeTelephone: string;
  consigneeAddress: string;
  consigneeDistrict?: string;
  note?: string;
  lines: OrderLine[];
}

/** CEB411, 支付凭证. */
export interface Payment extends Transmission {
  payCode: string;
  payName: string;
  payTransactionId: string;
  orderNo: string;
  ebpCode: string;
  ebpName: string;
  payerIdType: string;
  payerIdNumber: string;
  payerName: string;
  telephone?: string;
  amountPaid: Decimal;
  currency: string;
  payTime: string;
  note?: string;
}

/** CEB511, 物流运单. It carries no platform and no buyer. */
export interface Waybill extends Transmission {
  logisticsCode: string;
  logisticsName: string;
  logisticsNo: string;
  billNo?: string;
  orderNo: string;
  freight?: Decimal;
  insuredFee?: Decimal;
  currency: string;
  weight: Decimal;
  packNo: number | string;
  goodsInfo?: string;
  consignee: string;
  consigneeAddress: string;
  consigneeTelephone: string;
  note?: string;
}

export interface InventoryLine {
  gnum: number | string;
  itemRecordNo: string;
  itemNo?: string;
  itemName?: string;
  gcode: string;
  gname: string;
  gmodel: string;
  barCode?: string;
  country: string;
  tradeCountry?: string;
  currency: string;
  qty: Decimal;
  unit: string;
  qty1: Decimal;
  unit1: string;
  qty2?: Decimal;
  unit2?: string;
  price: Decimal;
  totalPrice: Decimal;
  note?: string;
}

/** CEB621, 进口清单. */
export interface Inventory extends Transmission {
  orderNo: string;
  ebpCode: string;
  ebpName: string;
  ebcCode: string;
  ebcName: string;
  logisticsNo: string;
  logisticsCode: string;
  logisticsName: string;
  copNo?: string;
  preNo?: string;
  assureCode: string;
  emsNo: string;
  invtNo?: string;
  ieFlag: string;
  declTime: string;
  customsCode: string;
  portCode: string;
  ieDate?: string;
  buyerIdType: string;
  buyerIdNumber: string;
  buyerName: string;
  buyerTelephone: string;
  consigneeAddress: string;
  agentCode: string;
  agentName: string;
  areaCode: string;
  areaName: string;
  tradeMode: string;
  trafMode: string;
  trafNo?: string;
  voyageNo?: string;
  billNo?: string;
  loctNo?: string;
  licenseNo?: string;
  country: string;
  freight: Decimal;
  insuredFee: Decimal;
  currency: string;
  wrapType?: string;
  packNo: number | string;
  grossWeight: Decimal;
  netWeight: Decimal;
  note?: string;
  lines: InventoryLine[];
}

export type AnyDocument = Order | Payment | Waybill | Inventory;
