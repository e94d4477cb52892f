import type { Findings, InspectionTask, PackedRows } from '@sandan/audit';

/** Where a thread finds the rules by which it judges: the same places as the command. */
export interface RulesPlace {
  /** The folder of an embedded store. */
  folder?: string | undefined;
  /** Reference data that was named. */
  reference?: string | undefined;
}

export interface AuditThreadStart {
  place: RulesPlace;
  task: InspectionTask;
}

/** Asks the thread that reads the store for the rows of some keys. */
export interface RowsRequest {
  id: number;
  lane: number;
  names: readonly string[];
}

export type FromThread = { request: RowsRequest } | { piece: true } | { findings: Findings };

export interface RowsAnswer {
  id: number;
  rows: PackedRows;
}
