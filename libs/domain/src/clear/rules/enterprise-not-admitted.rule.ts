import type { Bundle } from '../../bundle/bundle';
import { reasonFor, type Side } from '../../reasons';
import type { Reference, Role } from '../../reference/reference';
import type { ClearRule } from '../clear-rule';

/** 公告2018年194号: every party is registered for its role and not suspended. One entry for each role. */
export const enterpriseNotAdmitted: ClearRule = {
  reason: 'ENTERPRISE_NOT_ADMITTED',
  check({ bundle }) {
    return partiesOf(bundle).flatMap(([role, left]) => {
      const why = faultOf(role, left, bundle.reference);
      if (why === undefined) return [];
      return [
        reasonFor(
          'ENTERPRISE_NOT_ADMITTED',
          { left },
          `The enterprise ${left.value} ${why}; it applies to customs for (renewed) admission as ${role}, then declares again.`,
        ),
      ];
    });
  },
  evidence: ({ bundle }) =>
    partiesOf(bundle).map(([role, left]) => ({
      left,
      right: {
        document: 'register',
        field: role,
        value: faultOf(role, left, bundle.reference) ?? 'registered, active',
      },
    })),
};

function partiesOf({ order, payment, waybill, inventory }: Bundle): [Role, Side][] {
  const parties: [Role, Side | undefined][] = [
    ['platform', { document: 'order', field: 'ebpCode', value: order.ebpCode }],
    ['merchant', { document: 'order', field: 'ebcCode', value: order.ebcCode }],
    ['payment', { document: 'payment', field: 'payCode', value: payment.payCode }],
    ['logistics', { document: 'waybill', field: 'logisticsCode', value: waybill.logisticsCode }],
    ['agent', partyOf('agentCode', inventory.agentCode)],
    ['warehouse', partyOf('areaCode', inventory.areaCode)],
  ];
  return parties.filter((party): party is [Role, Side] => party[1] !== undefined);
}

/** A composed inventory without a recorded line has no book, hence no agent and no warehouse to check. */
function partyOf(field: string, code: string | undefined): Side | undefined {
  return code === undefined ? undefined : { document: 'inventory', field, value: code };
}

function faultOf(role: Role, { value = '' }: Side, reference: Reference): string | undefined {
  const enterprise = reference.enterprise(value);
  if (!enterprise) return 'is not registered';
  if (enterprise.status !== 'active') return 'is suspended';
  return enterprise.roles.includes(role) ? undefined : `is not registered for the role ${role}`;
}
