import { CLEAN_DEAL, type Deal } from './documents';
import type { ExpectedClearance, ExpectedNotice, ExpectedReason, ExpectedReceipts, ExpectedTax } from './scenario';

type Rest = Partial<Omit<ExpectedClearance, 'outcome' | 'returnStatus'>>;

export function parcelIdOf(deal: Deal): string {
  return `${deal.ebpCode}:${deal.orderNo}`;
}

export const PARCEL = parcelIdOf(CLEAN_DEAL);

function clearance(outcome: string, returnStatus: string, rest: Rest): ExpectedClearance {
  return { parcelId: PARCEL, revision: 1, outcome, returnStatus, ...rest };
}

export function released(rest: Rest = {}): ExpectedClearance {
  return clearance('RELEASED', '800', { reasons: [], missing: [], ...rest });
}

/** A refused parcel counts nothing: no tax, and no quota but in an ANNUAL_LIMIT refusal, which names it. */
export function refused(reasons: ExpectedReason[], rest: Rest = {}): ExpectedClearance {
  return clearance('REFUSED', '100', { reasons, tax: null, quota: null, missing: [], ...rest });
}

export function expired(missing: string[], rest: Rest = {}): ExpectedClearance {
  return clearance('EXPIRED', '100', { missing, tax: null, quota: null, reasons: [], ...rest });
}

export function inspected(rest: Rest = {}): ExpectedClearance {
  return clearance('INSPECTION', '500', rest);
}

export function reviewed(rest: Rest = {}): ExpectedClearance {
  return clearance('MANUAL_REVIEW', '300', rest);
}

export function cancelled(rest: Rest = {}): ExpectedClearance {
  return clearance('CANCELLED', '399', { revision: 2, tax: null, quota: null, reasons: [], ...rest });
}

export function returnedTo(dutiablePrice: string, tax: ExpectedTax, rest: Rest = {}): ExpectedClearance {
  const quota = { year: 2026, limit: '26000.00', usedBefore: '0.00', usedAfter: dutiablePrice };
  return clearance('RETURNED', '700', { revision: 2, tax: { ...tax, dutiablePrice }, quota, ...rest });
}

export function closed(rest: Rest = {}): ExpectedClearance {
  return clearance('CLOSED', '899', { revision: 2, reasons: [], ...rest });
}

export function detained(returnStatus: '501' | '502' | '503' | '599', rest: Rest = {}): ExpectedClearance {
  return clearance('DETAINED', returnStatus, { revision: 2, ...rest });
}

export type Statuses = Partial<Record<ExpectedReceipts['documentType'], string[]>>;

/** Receipts of a deal's documents, by kind. */
export function receiptsOf(statuses: Statuses, deal: Deal = CLEAN_DEAL): ExpectedReceipts[] {
  const parcel = parcelIdOf(deal);
  const keys = {
    order: parcel,
    payment: `${deal.payCode}:${deal.payTransactionId}`,
    waybill: `${deal.logisticsCode}:${deal.logisticsNo}`,
    inventory: parcel,
    cancellation: parcel,
    return: parcel,
  };
  return (Object.keys(keys) as (keyof typeof keys)[]).flatMap((documentType) => {
    const list = statuses[documentType];
    return list ? [{ documentType, key: keys[documentType], statuses: list }] : [];
  });
}

/** A bundle that matched and was let go, held or refused by section 6 alone: the three are in customs' hands. */
export function matchedReceipts(last: '800' | '500' | '300' | '100'): Statuses {
  return { order: ['120'], payment: ['120'], waybill: ['120'], inventory: ['120', last] };
}

export const UNMATCHED_RECEIPTS: Statuses = { order: ['100'], payment: ['100'], waybill: ['100'], inventory: ['100'] };

export function notice(action: ExpectedNotice['action'], revision = 1, parcelId = PARCEL): ExpectedNotice {
  return { parcelId, revision, action };
}

/** Reduced tax of goods without consumption tax; `dutiablePrice` and `tax` are money. */
export function reducedVat(dutiablePrice: string, tax: string): ExpectedTax {
  return reduced(dutiablePrice, tax, '0.00', tax);
}

export function reduced(
  dutiablePrice: string,
  valueAddedTax: string,
  consumptionTax: string,
  total: string,
): ExpectedTax {
  return { regime: 'REDUCED', dutiablePrice, customsTax: '0.00', valueAddedTax, consumptionTax, total };
}

/** `taxes`: duty, value added tax, consumption tax, total. */
export function full(dutiablePrice: string, taxes: [string, string, string, string]): ExpectedTax {
  const [customsTax, valueAddedTax, consumptionTax, total] = taxes;
  return { regime: 'FULL', dutiablePrice, customsTax, valueAddedTax, consumptionTax, total };
}

/** Contract 9: first character, three stars, last character; of one or two characters only the first is shown. */
export function masked(value: string): string {
  const characters = [...value];
  return `${characters[0]}***${characters.length > 2 ? characters.at(-1) : ''}`;
}
