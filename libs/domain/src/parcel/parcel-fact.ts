import type { StoredDocument } from '../documents/stored-document';
import type { Clearance } from './clearance';
import type { Deciding } from './deciding';
import type { ParkedInput } from './parcel-group';
import type { LineQuantity } from '../inventory/parcel-line';
import type { TaxBill } from '../life/tax-bill';
import type { BundleKind, Ruling } from './parcel-input';

/** What can happen under one orderNo. The state is the fold of these, in order. */
export type ParcelFact =
  /** A document took its place, new or instead of the old one of the same key. */
  | {
      fact: 'taken';
      kind: 'order' | 'payment' | 'inventory';
      ebpCode: string;
      document: StoredDocument;
      /** The parcel exists from this document on. */
      first?: true;
    }
  | { fact: 'waybillTaken'; key: string; document: StoredDocument; since: number }
  /** A document left its place; a withdrawal leaves a tombstone. */
  | { fact: 'dropped'; kind: 'order' | 'payment' | 'inventory'; ebpCode: string }
  | { fact: 'waybillDropped'; key: string }
  | { fact: 'buried'; kind: BundleKind; key: string; appTime: string }
  | { fact: 'opened'; ebpCode: string; since: number }
  | { fact: 'shut'; ebpCode: string }
  | { fact: 'bound'; key: string; ebpCode: string | null }
  | { fact: 'spent'; key: string }
  | { fact: 'deciding'; ebpCode: string; deciding: Deciding }
  | { fact: 'decided'; ebpCode: string; clearance: Clearance }
  /** A cancellation (CEB623) was accepted; `bill` is the one that becomes void. */
  | { fact: 'cancelled'; ebpCode: string; document: StoredDocument; clearance: Clearance; bill?: TaxBill }
  /** A return (CEB625) was accepted; `bill` is the one that becomes void, `newBill` what is still owed. */
  | {
      fact: 'returned';
      ebpCode: string;
      document: StoredDocument;
      guid: string;
      lines: LineQuantity[];
      clearance: Clearance;
      /** Business time, ms. */
      at: number;
      bill?: TaxBill;
      newBill?: TaxBill;
    }
  /** An officer ruled; `newBill` when that released the parcel. */
  | {
      fact: 'ruled';
      ebpCode: string;
      document: StoredDocument;
      ruling: Ruling;
      clearance: Clearance;
      newBill?: TaxBill;
    }
  /** The parcel passed the gate of its warehouse. */
  | { fact: 'left'; ebpCode: string; document: StoredDocument; noticeId: string; clearance: Clearance }
  /** Returned goods arrived at the warehouse. */
  | { fact: 'arrived'; ebpCode: string; document: StoredDocument; lines: LineQuantity[]; arrivedAt: string }
  | { fact: 'parked'; parked: ParkedInput }
  | { fact: 'unparked' };
