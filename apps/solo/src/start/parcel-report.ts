import type { Clearance, Reason } from '@sandan/domain';
import type { DocumentView } from '../run/document-view';
import type { NumberView, ParcelView } from '../run/parcel-view';
import { textTable } from './text-table';
import { beijingTime, DOCUMENT_WORDS, groupedMoney, reasonWords, STATUS_WORDS, TAX_WORDS } from '../run/words';

/** What is known of a number, as text for a terminal (times are Beijing's). */
export function parcelReport({ orderNo, parcels, unclaimedWaybills }: NumberView): string {
  const blocks = parcels.map((parcel) => oneParcel(parcel));
  if (unclaimedWaybills.length > 0) {
    const rows = unclaimedWaybills.map((waybill) => documentRow(waybill));
    blocks.push([`${orderNo}: 无主运单 waybills that no parcel has`, ...textTable(rows, ['left', 'left', 'left'])]);
  }
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function oneParcel(parcel: ParcelView): string[] {
  const { parcelId, platformName, status, deadline, missing, notice } = parcel;
  const lines = [`${parcelId}${platformName === undefined ? '' : `  ${platformName}`}`];
  lines.push(`  ${STATUS_WORDS[status] ?? status}`);
  if (deadline !== undefined) {
    const wanted = missing.map((document) => DOCUMENT_WORDS[document] ?? document).join(', ');
    lines.push(`  缺 missing: ${wanted || '-'}; 截止 until ${beijingTime(deadline)}`);
  }
  if (notice) lines.push(`  仓库通知 notice: ${notice.noticeId}`);
  lines.push('', '  单证 Documents', ...textTable(parcel.documents.map(documentRow), ['left', 'left', 'left'], '    '));
  for (const clearance of parcel.clearances) lines.push('', ...oneClearance(clearance));
  return lines;
}

function documentRow({ document, receivedAt, fields }: DocumentView): string[] {
  const name =
    fields['payTransactionId'] !== undefined && document === 'payment'
      ? fields['payTransactionId']
      : fields['logisticsNo'];
  return [DOCUMENT_WORDS[document] ?? document, beijingTime(receivedAt), name ?? ''];
}

function oneClearance({
  revision,
  outcome,
  decidedAt,
  invtNo,
  reasons,
  warnings,
  tax,
  inspection,
}: Clearance): string[] {
  const head = `  #${revision} ${STATUS_WORDS[outcome] ?? outcome}  ${beijingTime(decidedAt)}`;
  const lines = [invtNo === undefined ? head : `${head}  清单号 ${invtNo}`];
  for (const reason of reasons) lines.push(...oneReason(reason));
  for (const warning of warnings) lines.push('    提示 warning:', ...oneReason(warning));
  if (inspection)
    lines.push(`    抽中 draw ${inspection.draw} < ${inspection.rate}  ${inspection.inspector ?? ''}`.trimEnd());
  if (tax) {
    const names = Object.keys(TAX_WORDS) as (keyof typeof TAX_WORDS)[];
    const rows = names.map((name) => [TAX_WORDS[name], groupedMoney(tax[name])]);
    lines.push(
      ...textTable([['完税价格 dutiable price', groupedMoney(tax.dutiablePrice)], ...rows], ['left', 'right'], '    '),
    );
  }
  return lines;
}

function oneReason({ reason, code, left, right, difference, repair }: Reason): string[] {
  const rows = [left, right].flatMap((side) => {
    if (!side) return [];
    const line = side.gnum === undefined ? '' : ` (gnum ${side.gnum})`;
    return [[`${side.document}.${side.field}${line}`, side.value ?? '-']];
  });
  if (difference !== undefined) rows.push(['差额 difference', difference]);
  return [
    `    ${reason}${code === undefined ? '' : ` ${code}`}  ${reasonWords(reason)}`,
    ...textTable(rows, ['left', 'left'], '      '),
    `      → ${repair}`,
  ];
}
