import type { StoredDocument } from '../documents/stored-document';
import type { Clearance } from './clearance';
import type { Deciding } from './deciding';
import type { ParkedInput } from './parcel-group';
import type { BundleKind } from './parcel-input';

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
  | { fact: 'parked'; parked: ParkedInput }
  | { fact: 'unparked' };
