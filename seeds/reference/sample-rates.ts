import { KNOWN_HS_ROWS, type KnownHsRow } from './hs-table';

/** Invented for the sample: the true list and the true MFN rates of these rows are not known here. */
const OFF_THE_LIST = new Set(['2204290000', '2206001000', '3304990010', '8421211000', '9603290090']);

/** Left empty on purpose: a single item of these over 5000 goes to manual review (DUTY_RATE_UNKNOWN). */
const WITHOUT_RATE = new Set(['4202220000', '9102110000']);

/** Invented MFN rates by the beginning of the HS code; the longest beginning wins. */
const INVENTED_RATES: readonly (readonly [prefix: string, rate: string])[] = [
  ['04', '0.10'],
  ['08', '0.12'],
  ['15', '0.10'],
  ['17', '0.10'],
  ['18', '0.08'],
  ['19', '0.05'],
  ['20', '0.05'],
  ['21', '0.12'],
  ['22', '0.14'],
  ['2208', '0.10'],
  ['33', '0.05'],
  ['34', '0.06'],
  ['42', '0.06'],
  ['48', '0.05'],
  ['61', '0.06'],
  ['62', '0.06'],
  ['63', '0.06'],
  ['64', '0.10'],
  ['84', '0.05'],
  ['85', '0.07'],
  ['90', '0.04'],
  ['91', '0.08'],
  ['95', '0.00'],
  ['96', '0.06'],
];

export interface SampleHsRow extends Omit<KnownHsRow, 'positiveList'> {
  positiveList: 'yes' | 'no';
  /** A fraction; '' = not known. */
  mfnRate: string;
}

function inventedRate(hsCode: string): string {
  if (WITHOUT_RATE.has(hsCode)) return '';
  let longest = '';
  let rate = '';
  for (const [prefix, candidate] of INVENTED_RATES) {
    if (hsCode.startsWith(prefix) && prefix.length > longest.length) [longest, rate] = [prefix, candidate];
  }
  return rate;
}

/** The columns of this row that are settings of the sample, not knowledge. */
function inventedColumns(known: KnownHsRow, mfnRate: string): string {
  const columns = [];
  if (known.positiveList === 'unknown') columns.push('positive_list');
  if (mfnRate !== '') columns.push('mfn_rate');
  return columns.join(' and ');
}

function withSampleSettings(known: KnownHsRow): SampleHsRow {
  const mfnRate = inventedRate(known.hsCode);
  const invented = inventedColumns(known, mfnRate);
  const remark = invented === '' ? '' : `SAMPLE: ${invented} invented; `;
  return {
    ...known,
    positiveList: OFF_THE_LIST.has(known.hsCode) ? 'no' : 'yes',
    mfnRate,
    note: remark + known.note,
  };
}

export const SAMPLE_HS_ROWS: readonly SampleHsRow[] = KNOWN_HS_ROWS.map(withSampleSettings);
