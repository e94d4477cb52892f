import { createHash, createHmac } from 'node:crypto';
import { BASE_REFERENCE, START_MS } from '../../../../seeds/scenarios/base';
import {
  CLEAN_DEAL,
  type Deal,
  DECLARED_DEAL,
  inventory,
  order,
  payment,
  waybill,
} from '../../../../seeds/scenarios/documents';
import type { BundleChanges } from '../../../../seeds/scenarios/records';
import type { ReferenceChange } from '../../../../seeds/scenarios/reference-changes';
import { parcelDutiablePrice } from '../clear/dutiable-price';
import type { ClearRule } from '../clear/clear-rule';
import type { Inventory, Order, Payment, Waybill } from '../documents/document';
import type { Digest } from '../identity/digest';
import { composeInventory } from '../inventory/compose-inventory';
import { declaredInventory } from '../inventory/declared-inventory';
import { byGnum } from '../inventory/inventory-view';
import type { MatchRule } from '../match/match-rule';
import type { Reason } from '../reasons';
import { buildReference } from '../reference/build-reference';
import { beijingDay, beijingYear } from '../time';
import type { Bundle } from './bundle';

export const DIGEST: Digest = {
  hmacSha256: (key, message) => createHmac('sha256', key).update(message).digest(),
  sha1: (text) => createHash('sha1').update(text).digest('hex'),
  buyerKey: (idNumber) => `buyer of ${idNumber}`,
};

/** How a bundle differs from the clean one. */
export interface BundleParts extends BundleChanges {
  deal?: Deal;
  reference?: ReferenceChange;
  /** Timestamp in ms of the record that completes it. */
  at?: number;
}

/** A bundle for whose merchant the engine declares; all documents agree but for what is changed. */
export function bundleOf(parts: BundleParts = {}): Bundle {
  const { deal = CLEAN_DEAL } = parts;
  const three = threeOf(deal, parts);
  return { ...three, inventory: composeInventory(three.order, three.waybill, three.reference, DIGEST) };
}

/** A bundle whose inventory an agent declared. */
export function declaredBundleOf(parts: BundleParts = {}): Bundle {
  const { deal = DECLARED_DEAL } = parts;
  const three = threeOf(deal, parts);
  const declared = inventory(deal, parts.inventory) as unknown as Inventory;
  return { ...three, inventory: declaredInventory(declared, three.reference) };
}

function threeOf(deal: Deal, parts: BundleParts): Omit<Bundle, 'inventory'> {
  const { at = START_MS, reference = (base) => base } = parts;
  const ordered = order(deal, parts.order) as unknown as Order;
  return {
    order: ordered,
    orderLines: byGnum(ordered.lines),
    payment: payment(deal, parts.payment) as unknown as Payment,
    waybill: waybill(deal, parts.waybill) as unknown as Waybill,
    day: beijingDay(at),
    year: beijingYear(at),
    reference: buildReference(reference(BASE_REFERENCE)),
  };
}

/** What a match rule finds; the advice is checked for being a sentence and left out. */
export function mismatches(rule: MatchRule, bundle: Bundle): Omit<Reason, 'repair'>[] {
  return withoutAdvice(rule.reason, rule.check(bundle));
}

/** What a clearance rule finds, likewise. */
export function refusals(rule: ClearRule, bundle: Bundle): Omit<Reason, 'repair'>[] {
  return withoutAdvice(rule.reason, rule.check({ bundle, dutiablePrice: parcelDutiablePrice(bundle.inventory) }));
}

function withoutAdvice(named: string, reasons: Reason[]): Omit<Reason, 'repair'>[] {
  return reasons.map(({ repair, ...reason }) => {
    if (!/^[A-Z].*\.$/.test(repair)) throw new Error(`"${repair}" is no sentence`);
    if (reason.reason !== named) throw new Error(`the rule ${named} reports ${reason.reason}`);
    return reason;
  });
}
