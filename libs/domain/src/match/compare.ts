import type { Evidence } from '../evidence';
import { present } from '../documents/present';
import { masked, normalIdNumber, normalTelephone, normalText } from '../identity/normalise';
import { absolute, decimal, formatMoney, formatQuantity } from '../money/decimal';
import { reasonFor, type Reason, type ReasonName, type Side } from '../reasons';

/** How two fields are compared, and whether their values are personal and must be masked. */
export type Comparison = 'text' | 'name' | 'id-number' | 'telephone' | 'address' | 'money' | 'quantity';

export interface FieldOf {
  document: string;
  field: string;
  value: unknown;
  gnum?: number;
}

/** Two fields that must agree. */
export interface FieldPair {
  comparison: Comparison;
  left: FieldOf;
  right: FieldOf;
}

const PERSONAL: ReadonlySet<Comparison> = new Set(['name', 'id-number', 'telephone', 'address']);

/** Compares one pair of fields; gives the reason when they differ, with both values as they were sent (or masked). */
export function compareFields(
  reason: ReasonName,
  comparison: Comparison,
  left: FieldOf,
  right: FieldOf,
  repair: string,
): Reason | undefined {
  if (left.value === right.value || areEqual(comparison, left.value, right.value)) return undefined;
  return reasonFor(reason, { ...sidesOf(comparison, left, right), ...differenceOf(comparison, left, right) }, repair);
}

function areEqual(comparison: Comparison, left: unknown, right: unknown): boolean {
  if (comparison === 'money' || comparison === 'quantity') return decimal(left) === decimal(right);
  const a = present(left) ? String(left) : '';
  const b = present(right) ? String(right) : '';
  if (comparison === 'telephone') return normalTelephone(a) === normalTelephone(b);
  if (comparison === 'id-number') return normalIdNumber(a) === normalIdNumber(b);
  return normalText(a) === normalText(b);
}

function sidesOf(comparison: Comparison, left: FieldOf, right: FieldOf): { left: Side; right: Side } {
  const personal = PERSONAL.has(comparison);
  return { left: sideOf(left, personal), right: sideOf(right, personal) };
}

export function sideOf(field: FieldOf, personal = false): Side {
  const text = present(field.value) ? String(field.value) : '';
  return {
    document: field.document,
    field: field.field,
    value: personal ? masked(text) : text,
    ...(field.gnum !== undefined && { gnum: field.gnum }),
  };
}

function differenceOf(comparison: Comparison, left: FieldOf, right: FieldOf): { difference?: string } {
  if (comparison !== 'money' && comparison !== 'quantity') return {};
  const difference = absolute(decimal(left.value) - decimal(right.value));
  return { difference: comparison === 'money' ? formatMoney(difference) : formatQuantity(difference) };
}

/** The reasons of those pairs that differ. */
export function differing(reasons: (Reason | undefined)[]): Reason[] {
  return reasons.filter((reason) => reason !== undefined);
}

/** One reason for each pair of fields that differs. */
export function differingPairs(reason: ReasonName, pairs: readonly FieldPair[], repair: string): Reason[] {
  return differing(pairs.map(({ comparison, left, right }) => compareFields(reason, comparison, left, right, repair)));
}

/** What was compared, for whoever asks why; personal values masked. */
export function evidenceOfPairs(pairs: readonly FieldPair[]): Evidence[] {
  return pairs.map(({ comparison, left, right }) => ({ ...sidesOf(comparison, left, right), relation: '=' }));
}
