import { reasonFor, type Reason, type Side } from '../../reasons';
import type { Reference, Role } from '../../reference/reference';
import type { ClearRule } from '../clear-rule';

/** 公告2018年194号: every party is registered for its role and not suspended. One entry for each role. */
export const enterpriseNotAdmitted: ClearRule = {
  reason: 'ENTERPRISE_NOT_ADMITTED',
  check({ bundle: { order, payment, waybill, inventory, reference } }) {
    const parties: [Role, Side | undefined][] = [
      ['platform', { document: 'order', field: 'ebpCode', value: order.ebpCode }],
      ['merchant', { document: 'order', field: 'ebcCode', value: order.ebcCode }],
      ['payment', { document: 'payment', field: 'payCode', value: payment.payCode }],
      ['logistics', { document: 'waybill', field: 'logisticsCode', value: waybill.logisticsCode }],
      ['agent', partyOf('agentCode', inventory.agentCode)],
      ['warehouse', partyOf('areaCode', inventory.areaCode)],
    ];
    return parties.flatMap(([role, side]) => (side ? notAdmitted(role, side, reference) : []));
  },
};

/** A composed inventory without a recorded line has no book, hence no agent and no warehouse to check. */
function partyOf(field: string, code: string | undefined): Side | undefined {
  return code === undefined ? undefined : { document: 'inventory', field, value: code };
}

function notAdmitted(role: Role, left: Side, reference: Reference): Reason[] {
  const enterprise = reference.enterprise(left.value ?? '');
  if (enterprise?.roles.includes(role) && enterprise.status === 'active') return [];
  const why = !enterprise
    ? 'is not registered'
    : enterprise.status !== 'active'
      ? 'is suspended'
      : `is not registered for the role ${role}`;
  return [
    reasonFor(
      'ENTERPRISE_NOT_ADMITTED',
      { left },
      `The enterprise ${left.value} ${why}; it applies to customs for (renewed) admission as ${role}, then declares again.`,
    ),
  ];
}
