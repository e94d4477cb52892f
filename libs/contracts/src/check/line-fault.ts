import type { DocumentKind } from '../documents/document-kind';
import { gnumOf } from '../fields/count.field';
import { isObject, LINES_MAX } from '../fields/lines.field';

export type LineFault = 'no-lines' | 'too-many-lines' | 'duplicate-gnum';

/**
 * The fault of a document's list of lines that goes before all field faults (contract 3) and has a receipt code of its
 * own. `lines` that is not an array counts as no lines; 1 and "1" are the same gnum. Of a return only the absence of
 * lines is such a fault, its gnum points at lines of the inventory.
 */
export function documentLineFault(kind: DocumentKind, value: Record<string, unknown>): LineFault | undefined {
  if (kind !== 'order' && kind !== 'inventory' && kind !== 'return') return undefined;
  const lines = value['lines'];
  if (!Array.isArray(lines) || lines.length === 0) return 'no-lines';
  if (kind === 'return') return undefined;
  if (lines.length > LINES_MAX) return 'too-many-lines';
  return hasDuplicate(lines) ? 'duplicate-gnum' : undefined;
}

function hasDuplicate(lines: readonly unknown[]): boolean {
  if (lines.length === 1) return false;
  const seen = new Set<number>();
  for (const line of lines) {
    const gnum = isObject(line) ? gnumOf(line['gnum']) : undefined;
    if (gnum === undefined) continue;
    if (seen.has(gnum)) return true;
    seen.add(gnum);
  }
  return false;
}
