import type { ReferenceData } from '@sandan/domain';

/**
 * A scenario: the messages of some partners and what the engine must answer (contract version 1), written from the
 * contract alone. All scenarios together are the executable specification; each runs on its own, from empty state.
 */
export interface Scenario {
  /** kebab-case; names the twist. */
  name: string;
  /** One sentence: what happens and why the outcome is so. */
  about: string;
  /** Changes of the base reference; left out = the base reference as it is. */
  reference?: (base: ReferenceData) => ReferenceData;
  /** In order of arrival. */
  records: ScenarioRecord[];
  /** ms after the start to which the business clock moves after the last record, so that windows end. */
  until?: number;
  /**
   * The records may come in any order (each place keeps its `at`) and the last clearance of every parcel stays the same
   * in everything but its times.
   */
  anyOrder?: boolean;
  expect: Expectation;
}

/** One inbound record; exactly one of `value` and `valueBase64` is given. */
export interface ScenarioRecord {
  topic: string;
  /** Left out = the orderNo of a value that is an object; null = a record without a key. */
  key?: string | null;
  /** An object is sent as its JSON, a string as its UTF-8 text. */
  value?: object | string;
  valueBase64?: string;
  /** ms after the scenario's start; becomes the record's timestamp. */
  at: number;
  headers?: Record<string, string>;
}

/** A list that is left out is not compared. */
export interface Expectation {
  /** Every clearance there is: in order of revision for one parcel, parcels in any order. */
  clearances?: ExpectedClearance[];
  /** Every receipt of the documents named here, in order; other documents are not compared. */
  receipts?: ExpectedReceipts[];
  /** Every release notice there is, in any order between parcels. */
  notices?: ExpectedNotice[];
  /** Every dead letter there is, in order. */
  deadLetters?: ExpectedDeadLetter[];
  /** Parcels without a clearance, or reopened, that wait for documents at the end. */
  waiting?: number;
  /** What all buyers together have used at the end, CNY. */
  quotaUsed?: string;
  /** Quantities by itemRecordNo at the end, declared units; a part that is left out must be 0. */
  stock?: Record<string, { reserved?: string; reduced?: string }>;
  /** Texts, personal data, that must stand in no receipt, clearance or notice. */
  unseen?: string[];
}

/**
 * Names are the clearance's wire names. Only keys given are compared, in nested objects too; `null` = the key must be
 * absent; an empty list also stands for an absent one. Lists must be complete and in order.
 */
export interface ExpectedClearance {
  parcelId: string;
  revision: number;
  outcome: string;
  returnStatus?: string;
  reasons?: ExpectedReason[];
  warnings?: ExpectedReason[];
  missing?: string[];
  quota?: { year?: number; limit?: string; usedBefore?: string; usedAfter?: string } | null;
  tax?: ExpectedTax | null;
  inspection?: { rate?: string; inspector?: string } | null;
  payTransactionId?: string;
  logisticsCode?: string;
  logisticsNo?: string;
  invtNo?: string;
  emsNo?: string;
  areaCode?: string;
  /** ISO text, UTC. */
  decidedAt?: string;
}

export interface ExpectedReason {
  reason: string;
  /** null = the contract gives this reason no code, the key must be absent. */
  code?: string | null;
  left?: ExpectedSide;
  right?: ExpectedSide;
  /** A decimal text. */
  difference?: string;
}

export interface ExpectedSide {
  document?: string;
  field: string;
  /** As sent; masked where it is personal (contract 9). */
  value?: string;
  gnum?: number;
}

/** Money with two decimals. */
export interface ExpectedTax {
  regime?: 'REDUCED' | 'FULL';
  dutiablePrice?: string;
  customsTax?: string;
  valueAddedTax?: string;
  consumptionTax?: string;
  total?: string;
  lines?: ExpectedTaxLine[];
}

export interface ExpectedTaxLine {
  gnum: number;
  gcode?: string;
  dutiablePrice?: string;
  customsTax?: string;
  valueAddedTax?: string;
  consumptionTax?: string;
}

export interface ExpectedReceipts {
  documentType: 'order' | 'payment' | 'waybill' | 'inventory' | 'cancellation' | 'return';
  /** The two parts of the business key with a colon between, for example `<ebpCode>:<orderNo>`. */
  key: string;
  /** Every `returnStatus`, in order; an empty list = no receipt. */
  statuses: string[];
}

export interface ExpectedNotice {
  parcelId: string;
  revision: number;
  action: 'SHIP' | 'HOLD' | 'STOP';
}

export interface ExpectedDeadLetter {
  /** Header `source-topic`. */
  topic?: string;
  reason: string;
}
