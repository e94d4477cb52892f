import { APPLICATION_CODES, DOCUMENT_CODES } from '../receipts/document-codes';
import { codedInfo } from '../receipts/return-info';
import type { ApplicationInput, DocumentInput, FieldFault } from './parcel-input';
import type { ParcelContext } from './story';
import { engineDeclares } from './who-declares';

const CODES = { ...DOCUMENT_CODES, ...APPLICATION_CODES };

/** Draft, then line faults, then field faults (contract 3 and 14): a receipt and nothing else. */
export function intakeFault(
  input: DocumentInput | ApplicationInput,
  { reference }: ParcelContext,
): { status: string; info: string } | undefined {
  const codes = CODES[input.kind];
  const { appStatus, ebcCode } = input.content;
  if (appStatus === '1')
    return { status: '1', info: codedInfo(undefined, '电子口岸已暂存 draft stored, not declared') };
  if (input.lineFault) {
    const status = input.lineFault === 'duplicate-gnum' ? codes.duplicateGnum : codes.noLines;
    return { status, info: codedInfo(status, LINE_FAULTS[input.lineFault]) };
  }
  const faults: FieldFault[] = [...input.faults];
  if (input.kind === 'inventory' && engineDeclares(ebcCode, reference)) {
    faults.push({ field: 'ebcCode', why: 'the engine declares for this merchant; send no inventory' });
  }
  if (input.kind === 'return') faults.push(...emptyLines(input.content));
  if (faults.length === 0) return undefined;
  return {
    status: codes.parameter,
    info: codedInfo(codes.parameter, `参数校验失败 ${faults.map(describe).join('; ')}`),
  };
}

const LINE_FAULTS = {
  'no-lines': 'lines: none; send 1 to 99 lines',
  'too-many-lines': 'lines: more than 99; split the document',
  'duplicate-gnum': 'lines: a gnum is used twice; number them 1, 2, 3',
} as const;

function describe({ field, gnum, why }: FieldFault): string {
  return gnum === undefined ? `${field}: ${why}` : `${field} (gnum ${gnum}): ${why}`;
}

/** The field rules let 0 pass, but a line of which nothing comes back is no return. */
function emptyLines({ lines }: Record<string, unknown>): FieldFault[] {
  if (!Array.isArray(lines)) return [];
  return (lines as { gnum?: unknown; qty?: unknown }[]).flatMap((line, index) =>
    isZero(line?.qty) ? [{ field: 'qty', gnum: Number(line.gnum) || index + 1, why: 'nothing comes back' }] : [],
  );
}

function isZero(qty: unknown): boolean {
  return /^0+(?:\.0+)?$/.test(typeof qty === 'number' ? String(qty) : typeof qty === 'string' ? qty : '');
}
