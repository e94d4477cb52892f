/** Where a rule comes from. `M1` and so on number the checks of the three-document match. */
export interface Basis {
  source: string;
  /** What of the source. */
  section: string;
}

/**
 * Every reason by which a parcel is held, in the order of contract 5 and 6. `code` is the wire code where one is known;
 * `text` says what is wrong, `asks` what the rule asks for; `basis` is where the rule comes from: announcement or specification, and what of it.
 */
export const REASONS = {
  AMOUNT_MISMATCH: {
    code: '1332',
    text: '支付金额与订单实付金额不一致 paid amounts differ',
    asks: "支付金额等于订单实付金额 the amount paid is the order's",
    basis: { source: 'CEB311 message specification', section: 'acturalPaid: the amount the buyer paid; M4' },
  },
  AMOUNT_IDENTITY: {
    text: '订单金额关系不成立 order amounts do not add up',
    asks: '订单金额关系成立 the amounts of the order add up',
    basis: {
      source: 'CEB311 message specification',
      section: 'acturalPaid = goodsValue + freight + taxTotal − discount; M11',
    },
  },
  PAYER_MISMATCH: {
    code: '1327',
    text: '订购人与支付人不一致 buyer and payer differ',
    asks: '订购人即支付人 the buyer is the payer',
    basis: {
      source: '财关税〔2016〕18号',
      section: 'a buyer whom the platform has not authenticated is the payer; M7',
    },
  },
  PAY_COMPANY_MISMATCH: {
    code: '13035',
    text: '支付企业不一致 payment companies differ',
    asks: "支付企业一致 the order's payment company sent the payment",
    basis: { source: 'CEB311 message specification', section: 'payCode; M9' },
  },
  PAY_TRANSACTION_MISMATCH: {
    text: '支付交易编号不一致 payment transactions differ',
    asks: '支付交易编号一致 the payment is the transaction that the order names',
    basis: { source: 'CEB311 message specification', section: 'payTransactionId' },
  },
  CONSIGNEE_MISMATCH: {
    text: '收货人信息不一致 consignee of order and waybill differ',
    asks: '收货人信息一致 order and waybill name the same consignee',
    basis: { source: 'CEB511 message specification', section: 'consignee, consigneeTelephone, consigneeAddress; M10' },
  },
  INVENTORY_PARTIES_MISMATCH: {
    text: '清单与订单企业不一致 parties of inventory and order differ',
    asks: "清单与订单企业一致 the inventory is of the order's merchant",
    basis: { source: 'CEB621 message specification', section: 'ebcCode; M2' },
  },
  INVENTORY_WAYBILL_MISMATCH: {
    text: '清单与运单不一致 inventory names another waybill',
    asks: '清单与运单一致 the inventory names this waybill',
    basis: { source: 'CEB621 message specification', section: 'logisticsCode, logisticsNo; M3' },
  },
  INVENTORY_BUYER_MISMATCH: {
    code: '13127',
    text: '清单与订单订购人不一致 buyers of inventory and order differ',
    asks: "清单与订单订购人一致 the inventory names the order's buyer",
    basis: { source: 'CEB621 message specification', section: 'buyerName, buyerIdNumber; M5' },
  },
  INVENTORY_PHONE_MISMATCH: {
    code: '130126',
    text: '清单与订单订购人电话不一致 telephones differ',
    asks: "清单与订单订购人电话一致 the inventory has the buyer's telephone",
    basis: { source: '公告2018年113号', section: 'buyerTelephone; M6' },
  },
  INVENTORY_LINE_COUNT: {
    code: '1320',
    text: '清单与订单商品项数不一致 numbers of lines differ',
    asks: '清单与订单商品项数一致 inventory and order have as many lines',
    basis: { source: 'CEB621 message specification', section: 'lines; M8' },
  },
  INVENTORY_LINE_CONTENT: {
    code: '1322',
    text: '清单与订单商品内容不一致 line contents differ',
    asks: '清单与订单商品内容一致 the lines of inventory and order agree',
    basis: {
      source: 'CEB621 message specification',
      section: 'gname, qty, unit, price, totalPrice, country, currency; M8',
    },
  },
  ENTERPRISE_NOT_ADMITTED: {
    code: '-10102',
    text: '企业未备案或已暂停 enterprise not admitted',
    asks: '企业已备案且正常 every enterprise is registered and active',
    basis: { source: '公告2018年194号', section: 'registration of the enterprises 企业管理' },
  },
  BUYER_ID_INVALID: {
    text: '订购人身份证号无效 buyer ID number is not valid',
    asks: "订购人身份证号有效 the buyer's ID number is valid",
    basis: { source: 'GB 11643-1999', section: 'check character and date of birth; M13' },
  },
  ITEM_NOT_RECORDED: {
    code: '-625007',
    text: '商品未在账册备案 item is not recorded in the book',
    asks: '商品已在账册备案 every item is recorded in a bonded book',
    basis: { source: '公告2014年57号', section: 'bonded account book 账册' },
  },
  BOOK_SPLIT: {
    text: '商品分属多个账册 lines lie in several books',
    asks: '商品属同一账册 all lines lie in one book',
    basis: { source: 'CEB621 message specification', section: 'emsNo: one inventory names one book' },
  },
  NOT_ON_POSITIVE_LIST: {
    text: '商品不在正面清单 HS code is not on the positive list',
    asks: '商品在正面清单内 every HS code is on the positive list',
    basis: { source: '跨境电子商务零售进口商品清单', section: 'the list that holds on the day of the decision' },
  },
  GOODS_PROHIBITED: {
    text: '禁止进口商品 goods are prohibited',
    asks: '非禁止进口商品 no goods are prohibited',
    basis: { source: 'HS table of the port', section: 'column prohibited, on the day of the decision' },
  },
  SINGLE_LIMIT: {
    code: '-621005',
    text: '超过单次交易限值 over the single limit',
    asks: '未超单次交易限值 the price is within the single limit',
    basis: { source: '财关税〔2018〕49号', section: 'limit of a single purchase 单次交易限值' },
  },
  ANNUAL_LIMIT: {
    code: '1313',
    text: '订购人购买超过年度限额 buyer over the annual limit',
    asks: "未超年度限额 the buyer's year has room for it",
    basis: { source: '财关税〔2018〕49号', section: "limit of a buyer's year 年度交易限值" },
  },
  STOCK_SHORT: {
    text: '账册库存不足 stock of the book is short',
    asks: '账册库存充足 the book has enough stock',
    basis: { source: '公告2014年57号', section: 'stock of the bonded account book 账册' },
  },
  DUTY_RATE_UNKNOWN: {
    text: '关税税率未知 duty rate is not known',
    asks: '关税税率已知 every duty rate that is needed is known',
    basis: { source: '财关税〔2018〕49号', section: 'full rates above the single limit' },
  },
  RULING: {
    code: '1300',
    text: '海关人工退单 refused by an officer',
    asks: '海关人工审核 an officer agrees',
    basis: { source: 'ruling of the officer', section: 'the text of the ruling' },
  },
} as const satisfies Record<string, { code?: string; text: string; asks: string; basis: Basis }>;

export type ReasonName = keyof typeof REASONS;

/** One side of a comparison: which document or register says what. */
export interface Side {
  document: string;
  field: string;
  value?: string;
  gnum?: number;
}

export interface Reason {
  reason: ReasonName;
  code?: string;
  left?: Side;
  right?: Side;
  /** Absolute, for numbers only. */
  difference?: string;
  /** One sentence: who can mend it, and how. */
  repair: string;
}

export function reasonFor(
  reason: ReasonName,
  sides: { left?: Side; right?: Side; difference?: string },
  repair: string,
): Reason {
  const row: { readonly code?: string | undefined } = REASONS[reason] as { readonly code?: string };
  return { reason, ...(row.code === undefined ? {} : { code: row.code }), ...sides, repair };
}
