import { compareFields, differing, type Comparison } from '../compare';
import type { Order, Waybill } from '../../documents/document';
import type { Reason } from '../../reasons';
import type { MatchRule } from '../match-rule';

const FIELDS = [
  ['consignee', 'name'],
  ['consigneeTelephone', 'telephone'],
  ['consigneeAddress', 'address'],
] as const satisfies readonly (readonly [keyof Order & keyof Waybill, Comparison])[];

const REPAIR = 'The carrier changes the waybill to the consignee of the order, or the platform corrects the order.';

/** One entry for each field of the consignee in which order and waybill differ. */
export function consigneeDifferences(order: Order, waybill: Waybill): Reason[] {
  return differing(
    FIELDS.map(([field, comparison]) =>
      compareFields(
        'CONSIGNEE_MISMATCH',
        comparison,
        { document: 'order', field, value: order[field] },
        { document: 'waybill', field, value: waybill[field] },
        REPAIR,
      ),
    ),
  );
}

/** M10: recipient, telephone and address of the order are the waybill's. */
export const consigneeMismatch: MatchRule = {
  reason: 'CONSIGNEE_MISMATCH',
  check: ({ order, waybill }) => consigneeDifferences(order, waybill),
};
