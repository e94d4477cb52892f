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
  /** The JSON text as sent. */
  text: string;
  content: Record<string, unknown>;
  lineFault?: LineFault;
  faults: FieldFault[];
}

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

export type ParcelInput = DocumentInput | TickInput | AnswerInput;
