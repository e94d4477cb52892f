import type { Order, Waybill } from '../../documents/document';
import type { Reason } from '../../reasons';
import { type Comparison, differingPairs, type FieldPair } from '../compare';
import { pairRule } from '../match-rule';

const FIELDS = [
  ['consignee', 'name'],
  ['consigneeTelephone', 'telephone'],
  ['consigneeAddress', 'address'],
] as const satisfies readonly (readonly [keyof Order & keyof Waybill, Comparison])[];

const REPAIR = 'The carrier changes the waybill to the consignee of the order, or the platform corrects the order.';

function pairsOf(order: Order, waybill: Waybill): FieldPair[] {
  return FIELDS.map(([field, comparison]) => ({
    comparison,
    left: { document: 'order', field, value: order[field] },
    right: { document: 'waybill', field, value: waybill[field] },
  }));
}

/** One entry for each field of the consignee in which order and waybill differ. */
export function consigneeDifferences(order: Order, waybill: Waybill): Reason[] {
  return differingPairs('CONSIGNEE_MISMATCH', pairsOf(order, waybill), REPAIR);
}

/** M10: recipient, telephone and address of the order are the waybill's. */
export const consigneeMismatch = pairRule('CONSIGNEE_MISMATCH', REPAIR, ({ order, waybill }) =>
  pairsOf(order, waybill),
);
