import { AGENT, CARRIER, PAYER, PLATFORM, WAREHOUSE } from '../../../../../seeds/scenarios/base';
import { MERCHANT, UNRECORDED } from '../../../../../seeds/scenarios/base-goods';
import { enterprise, withoutEnterprises } from '../../../../../seeds/scenarios/reference-changes';
import { oneOfEach } from '../../../../../seeds/scenarios/refusal';
import { bundleOf, refusals } from '../../bundle/bundle.fixture';
import { enterpriseNotAdmitted } from './enterprise-not-admitted.rule';

describe('enterprise not admitted', () => {
  it('is silent when every party is registered for its role and active', () => {
    expect(refusals(enterpriseNotAdmitted, bundleOf())).toEqual([]);
  });

  it.each([
    ['platform', PLATFORM, 'order', 'ebpCode'],
    ['merchant', MERCHANT, 'order', 'ebcCode'],
    ['payer', PAYER, 'payment', 'payCode'],
    ['carrier', CARRIER, 'waybill', 'logisticsCode'],
    ['agent', AGENT, 'inventory', 'agentCode'],
    ['warehouse', WAREHOUSE, 'inventory', 'areaCode'],
  ])('reports a suspended %s under the field that names it', (_role, value, document, field) => {
    const bundle = bundleOf({ reference: enterprise(value, { status: 'suspended' }) });
    expect(refusals(enterpriseNotAdmitted, bundle)).toStrictEqual([
      { reason: 'ENTERPRISE_NOT_ADMITTED', code: '-10102', left: { document, field, value } },
    ]);
  });

  it('reports a party that is not registered, or only for another role', () => {
    const unknown = bundleOf({ reference: withoutEnterprises(CARRIER) });
    expect(refusals(enterpriseNotAdmitted, unknown)).toMatchObject([{ left: { field: 'logisticsCode' } }]);
    const other = bundleOf({ reference: enterprise(PAYER, { roles: ['platform'] }) });
    expect(refusals(enterpriseNotAdmitted, other)).toMatchObject([{ left: { field: 'payCode' } }]);
  });

  it('gives one entry for each role that fails', () => {
    const bundle = bundleOf({ reference: withoutEnterprises(PLATFORM, AGENT) });
    expect(refusals(enterpriseNotAdmitted, bundle).map(({ left }) => left?.field)).toEqual(['ebpCode', 'agentCode']);
  });

  it('asks for no agent and no warehouse where no line lies in a book', () => {
    const bundle = bundleOf({ deal: oneOfEach(UNRECORDED), reference: withoutEnterprises(AGENT, WAREHOUSE) });
    expect(refusals(enterpriseNotAdmitted, bundle)).toEqual([]);
  });
});
