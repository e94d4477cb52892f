/**
 * Every reason by which a parcel is held, in the order of contract 5 and 6. `code` is the wire code where one is known;
 * `basis` is where the rule comes from.
 */
export const REASONS = {
  AMOUNT_MISMATCH: {
    code: '1332',
    text: '支付金额与订单实付金额不一致 paid amounts differ',
    basis: 'CEB311 specification; M4',
  },
  AMOUNT_IDENTITY: { text: '订单金额关系不成立 order amounts do not add up', basis: 'CEB311 specification; M11' },
  PAYER_MISMATCH: {
    code: '1327',
    text: '订购人与支付人不一致 buyer and payer differ',
    basis: '财关税〔2016〕18号; M7',
  },
  PAY_COMPANY_MISMATCH: { code: '13035', text: '支付企业不一致 payment companies differ', basis: 'M9' },
  PAY_TRANSACTION_MISMATCH: {
    text: '支付交易编号不一致 payment transactions differ',
    basis: 'CEB311 payTransactionId',
  },
  CONSIGNEE_MISMATCH: {
    text: '收货人信息不一致 consignee of order and waybill differ',
    basis: 'CEB311 specification; M10',
  },
  INVENTORY_PARTIES_MISMATCH: { text: '清单与订单企业不一致 parties of inventory and order differ', basis: 'M2' },
  INVENTORY_WAYBILL_MISMATCH: { text: '清单与运单不一致 inventory names another waybill', basis: 'M3' },
  INVENTORY_BUYER_MISMATCH: {
    code: '13127',
    text: '清单与订单订购人不一致 buyers of inventory and order differ',
    basis: 'M5',
  },
  INVENTORY_PHONE_MISMATCH: { code: '130126', text: '清单与订单订购人电话不一致 telephones differ', basis: 'M6' },
  INVENTORY_LINE_COUNT: { code: '1320', text: '清单与订单商品项数不一致 numbers of lines differ', basis: 'M8' },
  INVENTORY_LINE_CONTENT: { code: '1322', text: '清单与订单商品内容不一致 line contents differ', basis: 'M8' },
  ENTERPRISE_NOT_ADMITTED: {
    code: '-10102',
    text: '企业未备案或已暂停 enterprise not admitted',
    basis: '公告2018年194号',
  },
  BUYER_ID_INVALID: { text: '订购人身份证号无效 buyer ID number is not valid', basis: 'GB 11643-1999; M13' },
  ITEM_NOT_RECORDED: {
    code: '-625007',
    text: '商品未在账册备案 item is not recorded in the book',
    basis: '公告2014年57号',
  },
  BOOK_SPLIT: { text: '商品分属多个账册 lines lie in several books', basis: 'one inventory names one emsNo' },
  NOT_ON_POSITIVE_LIST: {
    text: '商品不在正面清单 HS code is not on the positive list',
    basis: '跨境电子商务零售进口商品清单',
  },
  GOODS_PROHIBITED: { text: '禁止进口商品 goods are prohibited', basis: 'HS table' },
  SINGLE_LIMIT: { code: '-621005', text: '超过单次交易限值 over the single limit', basis: '财关税〔2018〕49号' },
  ANNUAL_LIMIT: {
    code: '1313',
    text: '订购人购买超过年度限额 buyer over the annual limit',
    basis: '财关税〔2018〕49号',
  },
  STOCK_SHORT: { text: '账册库存不足 stock of the book is short', basis: 'bonded book' },
  DUTY_RATE_UNKNOWN: { text: '关税税率未知 duty rate is not known', basis: '财关税〔2018〕49号' },
  RULING: { code: '1300', text: '海关人工退单 refused by an officer', basis: 'ruling' },
} as const satisfies Record<string, { code?: string; text: string; basis: string }>;

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
