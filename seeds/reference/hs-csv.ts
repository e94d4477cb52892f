import type { ConsumptionRule } from '@sandan/domain';
import type { SampleHsRow } from './sample-rates';

const HEADER =
  'hs_code,name,unit1,unit1_name,unit2,unit2_name,vat_rate,consumption_rule,consumption_ad_valorem,' +
  'consumption_specific_cny,consumption_specific_below_cny,threshold_cny,threshold_unit,threshold_sheet_cny,' +
  'positive_list,prohibited,mfn_rate,confidence,note';

const UNIT_NAMES: Readonly<Record<string, string>> = {
  '001': '台',
  '007': '个',
  '008': '只',
  '011': '件',
  '012': '支',
  '015': '条',
  '016': '把',
  '025': '双',
  '035': '千克',
  '095': '升',
};

/** ad valorem, specific, specific below the threshold, threshold, its unit */
const CONSUMPTION: Readonly<Record<ConsumptionRule, string>> = {
  none: ',,,,',
  wine: '0.10,,,,',
  spirits: '0.20,0.912,,,',
  yellow_wine: ',0.2495,,,',
  beer: ',0.253,0.2227,2.6577,L',
  cosmetics: '0.15,,,10,g',
  watch: '0.20,,,10000,piece',
};

/** The one row whose threshold also counts by sheet (公告2022年51号: face masks). */
const SHEET_THRESHOLDS: Readonly<Record<string, string>> = { '3304990099': '15' };

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function line(row: SampleHsRow): string {
  return [
    row.hsCode,
    quoted(row.name),
    row.unit1,
    UNIT_NAMES[row.unit1] ?? '',
    row.unit2,
    UNIT_NAMES[row.unit2] ?? '',
    row.vatRate,
    row.consumptionRule,
    CONSUMPTION[row.consumptionRule],
    SHEET_THRESHOLDS[row.hsCode] ?? '',
    row.positiveList,
    row.prohibited,
    row.mfnRate,
    row.confidence,
    quoted(row.note),
  ].join(',');
}

/** `hs-rates.csv` of the sample: a header and one row per HS code. */
export function hsRatesCsv(rows: readonly SampleHsRow[]): string {
  return `${HEADER}\n${rows.map(line).join('\n')}\n`;
}
