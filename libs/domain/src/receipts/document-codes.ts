import type { ApplicationKind, BundleKind } from '../parcel/parcel-input';

/** Negative receipt codes of one kind of document (spec receipts 2.5), ASCII. */
export interface DocumentCodes {
  parameter: string;
  noLines: string;
  duplicateGnum: string;
  exists: string;
  /** Another document of the kind stands under the parcel already. */
  several: string;
  state: string;
  unknown: string;
  older: string;
}

export const DOCUMENT_CODES: Record<BundleKind, DocumentCodes> = {
  order: {
    parameter: '-301008',
    noLines: '-301001',
    duplicateGnum: '-301002',
    exists: '-301010',
    several: '-301010',
    state: '-301011',
    unknown: '-301009',
    older: '-301014',
  },
  payment: {
    parameter: '-401009',
    noLines: '-401009',
    duplicateGnum: '-401009',
    exists: '-401007',
    several: '-401003',
    state: '-401008',
    unknown: '-401006',
    older: '-401012',
  },
  waybill: {
    parameter: '-504011',
    noLines: '-504011',
    duplicateGnum: '-504011',
    exists: '-504012',
    several: '-504015',
    state: '-504016',
    unknown: '-504014',
    older: '-504016',
  },
  inventory: {
    parameter: '-621001',
    noLines: '-621000',
    duplicateGnum: '-621027',
    exists: '-621004',
    several: '-621004',
    state: '-621012',
    unknown: '-621011',
    older: '-621012',
  },
};

/** Negative receipt codes of cancellations and returns (contract 3 and 13). */
export interface ApplicationCodes {
  parameter: string;
  noLines: string;
  duplicateGnum: string;
  /** No such parcel, or another number than its own. */
  unknown: string;
  repeated: string;
  state: string;
  /** A line that the parcel has not, or more of it than was bought. */
  lines: string;
}

export const APPLICATION_CODES: Record<ApplicationKind, ApplicationCodes> = {
  cancellation: {
    parameter: '-623001',
    noLines: '-623001',
    duplicateGnum: '-623001',
    unknown: '-623003',
    repeated: '-623009',
    state: '-623005',
    lines: '-623001',
  },
  return: {
    parameter: '-625001',
    noLines: '-625006',
    duplicateGnum: '-625001',
    unknown: '-625001',
    repeated: '-625201',
    state: '-625022',
    lines: '-625209',
  },
};
