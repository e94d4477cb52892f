import { type Outcome, REASONS } from '@sandan/domain';

/** Outcomes in the order in which staff read them, with the official word. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  RELEASED: '放行 released',
  INSPECTION: '查验 inspection',
  MANUAL_REVIEW: '人工审核 manual review',
  REFUSED: '退单 refused',
  EXPIRED: '超时 expired',
  CANCELLED: '撤销 cancelled',
  RETURNED: '退货 returned',
  DETAINED: '扣留 detained',
  CLOSED: '结关 closed',
};

export const TAX_WORDS = {
  customsTax: '关税 customs duty',
  valueAddedTax: '增值税 VAT',
  consumptionTax: '消费税 consumption tax',
  total: '税款合计 total tax',
} as const;

export const DOCUMENT_WORDS: Readonly<Record<string, string>> = {
  order: '订单 order',
  payment: '支付单 payment',
  waybill: '运单 waybill',
  inventory: '清单 inventory',
  cancellation: '撤销申请 cancellation',
  return: '退货申请 return',
};

export const STATUS_WORDS: Readonly<Record<string, string>> = {
  ...OUTCOME_WORDS,
  OPEN: '待单 waiting for documents',
  DECIDING: '审核中 being decided',
  EMPTY: '无单 no documents',
};

export const REASON_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(REASONS).map(([reason, { text }]) => [reason, text]),
);

export function reasonWords(reason: string): string {
  return REASON_WORDS[reason] ?? reason;
}

/** "2026-11-11 08:00:03" in Beijing of an ISO time. */
export function beijingTime(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** "1,400,412.66" of a decimal text. */
export function groupedMoney(amount: string): string {
  const [whole = '0', fraction] = amount.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
