import type { DocumentText } from '../documents/stored-document';
import type { LineQuantity } from '../inventory/parcel-line';
import type { RecordOrigin } from '../stage';
import type { QuotaUse } from './clearance';

export type BundleKind = 'order' | 'payment' | 'waybill' | 'inventory';

/** A field that breaks its rule, as the wire check found it. */
export interface FieldFault {
  field: string;
  gnum?: number;
  why: string;
}

export type LineFault = 'no-lines' | 'too-many-lines' | 'duplicate-gnum';

/** One readable document, with what the wire check found. */
export interface DocumentInput {
  type: 'document';
  kind: BundleKind;
  text: DocumentText;
  content: Record<string, unknown>;
  lineFault?: LineFault;
  faults: FieldFault[];
}

/** CEB623 or CEB625: asks for something to be done with an admitted parcel. */
export type ApplicationKind = 'cancellation' | 'return';

/** One readable application, with what the wire check found. */
export interface ApplicationInput {
  type: 'application';
  kind: ApplicationKind;
  text: DocumentText;
  content: Record<string, unknown>;
  lineFault?: LineFault;
  faults: FieldFault[];
}

export type RulingWord = 'release' | 'refuse' | 'detain' | 'return';

/** An officer's decision (contract 2 and 13), checked. */
export interface Ruling {
  parcelId: string;
  /** The revision on which it rules. */
  revision: number;
  ruling: RulingWord;
  reasonText: string;
  officer: string;
  /** ISO time with a zone, as sent. */
  ruledAt: string;
  /** `detain` only; 599 when left out. */
  detainStatus?: DetainStatus;
  /** MFN duty rates as fractions, for lines whose rate is not known. */
  dutyRates?: { gnum: number; rate: string }[];
}

export type DetainStatus = '501' | '502' | '503' | '599';

/** A parcel has passed the gate of its warehouse. */
export interface GateOut {
  noticeId: string;
  /** ISO time with a zone, as sent. */
  passedAt: string;
  vehicle?: string;
}

/** Returned goods have arrived at the warehouse. */
export interface ReturnArrival {
  parcelId: string;
  lines: LineQuantity[];
  /** ISO time with a zone, as sent. */
  arrivedAt: string;
}

/** A record of an officer or a warehouse, readable and in order; it is answered by deeds or by a dead letter. */
export type EventInput =
  | { type: 'ruling'; ruling: Ruling; origin: RecordOrigin }
  | { type: 'gate-out'; gateOut: GateOut; origin: RecordOrigin }
  | { type: 'arrival'; arrival: ReturnArrival; origin: RecordOrigin };

export interface TickInput {
  type: 'tick';
  at: number;
}

export interface ShortItem {
  itemRecordNo: string;
  qty: string;
  available: string;
}

/** The verdict of quota and stock on one revision of a parcel. */
export interface AnswerInput {
  type: 'answer';
  ebpCode: string;
  revision: number;
  /** Absent: both granted. */
  refusedBy?: 'quota' | 'stock';
  quota: QuotaUse;
  short?: ShortItem[];
}

export type ParcelInput = DocumentInput | ApplicationInput | EventInput | TickInput | AnswerInput;
