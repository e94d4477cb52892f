import {
  DEFAULT_SETTINGS,
  DRY_RUN_RULES,
  type Grade,
  type ReasonName,
  type RiskField,
  type RiskRule,
  type Settings,
} from '@sandan/domain';
import type { ReferenceProblem } from './bad-reference.error';
import { isRecord, RecordReader } from './record-reader';

export const SETTINGS_FILE = 'settings.json';

const RISK_FIELDS: readonly RiskField[] = ['gcode', 'country', 'ebcCode', 'ebpCode', 'areaCode', 'consigneeDistrict'];
const HOURS_MAX = 24 * 366;

/** `settings.json` (contract 11): every key has a default, keys that we do not know are ignored. */
export function readSettings(value: unknown, problems: ReferenceProblem[]): Settings {
  if (!isRecord(value)) problems.push({ file: SETTINGS_FILE, at: '', why: 'not an object', repair: 'use { … }' });
  const reader = new RecordReader(SETTINGS_FILE, '', isRecord(value) ? value : {}, problems);
  const or = <T>(name: keyof Settings, read: () => T, otherwise: T): T => (reader.has(name) ? read() : otherwise);
  const standard = DEFAULT_SETTINGS;
  return {
    version: or('version', () => reader.text('version'), standard.version),
    amountTolerance: or('amountTolerance', () => reader.amount('amountTolerance'), standard.amountTolerance),
    amountIdentity: or(
      'amountIdentity',
      () => reader.choice('amountIdentity', ['refuse', 'warn', 'off']),
      standard.amountIdentity,
    ),
    matchWindowHours: or(
      'matchWindowHours',
      () => reader.number('matchWindowHours', 0, HOURS_MAX),
      standard.matchWindowHours,
    ),
    singleLimit: or('singleLimit', () => reader.amount('singleLimit'), standard.singleLimit),
    annualLimit: or('annualLimit', () => reader.amount('annualLimit'), standard.annualLimit),
    receipts: or('receipts', () => reader.choice('receipts', ['decisive', 'full']), standard.receipts),
    ...(reader.has('dryRun') && { dryRun: readDryRun(reader) }),
    inspection: readInspection(reader.nested('inspection')),
    openingQuota: or('openingQuota', () => reader.list('openingQuota', readOpeningQuota), []),
  };
}

function readDryRun(reader: RecordReader): ReasonName[] {
  return reader.texts('dryRun').flatMap((name) => {
    const rule = DRY_RUN_RULES.find((known) => known === name);
    if (!rule) reader.bad('dryRun', `${name} cannot be on trial`, `use ${DRY_RUN_RULES.join(', ')}`);
    return rule ? [rule] : [];
  });
}

function readInspection(reader: RecordReader): Settings['inspection'] {
  const rates = reader.nested('rates');
  const rateOf = (grade: Grade) => (rates.has(grade) ? rates.number(grade, 0, 1) : 0);
  return {
    daySeed: reader.has('daySeed') ? reader.text('daySeed') : DEFAULT_SETTINGS.inspection.daySeed,
    rates: { advanced: rateOf('advanced'), regular: rateOf('regular'), discredited: rateOf('discredited') },
    roster: reader.has('roster') ? reader.texts('roster') : [],
    riskRules: reader.has('riskRules') ? reader.list('riskRules', readRiskRule) : [],
  };
}

function readRiskRule(reader: RecordReader): RiskRule {
  const when = reader.nested('when');
  const conditions: RiskRule['when'] = {};
  for (const name of when.names()) {
    const field = RISK_FIELDS.find((known) => known === name);
    if (field) conditions[field] = when.texts(field);
    // A rule with a misspelt field would quietly match every parcel.
    else when.bad(name, 'not a field of risk rules', `use ${RISK_FIELDS.join(', ')}`);
  }
  return { id: reader.text('id'), when: conditions, rate: reader.number('rate', 0, 1) };
}

function readOpeningQuota(reader: RecordReader): Settings['openingQuota'][number] {
  return {
    buyerIdNumber: reader.text('buyerIdNumber'),
    year: reader.number('year', 2000, 9999),
    used: reader.amount('used'),
  };
}
