import { AGENT, CARRIER, PAYER, PLATFORM, WAREHOUSE } from './base';
import { MERCHANT, SUSPENDED_CHOCOLATE, SUSPENDED_MERCHANT } from './base-goods';
import { matchedReceipts, receiptsOf, refused } from './expectations';
import { WANG, idNumber } from './people';
import { dealOf, declaredBundleAt, declaredDealOf } from './records';
import { enterprise, withoutEnterprises } from './reference-changes';
import { invalidId, notAdmitted, refusal } from './refusal';
import type { Scenario } from './scenario';

function idRefusal(name: string, about: string, number: string): Scenario {
  const deal = dealOf({ buyer: { ...WANG, idNumber: number } });
  return refusal({ name, about, deal, reasons: [invalidId(number)], unseen: [number] });
}

const PARTIES: Scenario[] = [
  refusal({
    name: 'platform-unknown',
    about: 'Nobody registered the platform.',
    reference: withoutEnterprises(PLATFORM),
    reasons: [notAdmitted('order', 'ebpCode', PLATFORM)],
  }),
  refusal({
    name: 'merchant-suspended',
    about: 'The merchant is registered, its goods are recorded, but it is suspended.',
    deal: dealOf({
      ebcCode: SUSPENDED_MERCHANT,
      goods: [{ item: SUSPENDED_CHOCOLATE, qty: '2', price: '45.00' }],
    }),
    reasons: [notAdmitted('order', 'ebcCode', SUSPENDED_MERCHANT)],
  }),
  refusal({
    name: 'payer-without-the-role',
    about: 'The company that reported the payment is registered as a carrier only.',
    reference: enterprise(PAYER, { roles: ['logistics'] }),
    reasons: [notAdmitted('payment', 'payCode', PAYER)],
  }),
  refusal({
    name: 'carrier-suspended',
    about: 'The carrier is suspended.',
    reference: enterprise(CARRIER, { status: 'suspended' }),
    reasons: [notAdmitted('waybill', 'logisticsCode', CARRIER)],
  }),
  refusal({
    name: 'agent-of-the-book-unknown',
    about: 'For a composed inventory the agent is the one of the book.',
    reference: withoutEnterprises(AGENT),
    reasons: [notAdmitted('inventory', 'agentCode', AGENT)],
  }),
  refusal({
    name: 'warehouse-of-the-book-without-the-role',
    about: 'The warehouse company of the book is registered as a guarantor only.',
    reference: enterprise(WAREHOUSE, { roles: ['guarantor'] }),
    reasons: [notAdmitted('inventory', 'areaCode', WAREHOUSE)],
  }),
  refusal({
    name: 'six-parties-not-admitted',
    about: 'One entry for each role, in the order platform, merchant, payer, carrier, agent, warehouse.',
    reference: withoutEnterprises(PLATFORM, MERCHANT, PAYER, CARRIER, AGENT, WAREHOUSE),
    reasons: [
      notAdmitted('order', 'ebpCode', PLATFORM),
      notAdmitted('order', 'ebcCode', MERCHANT),
      notAdmitted('payment', 'payCode', PAYER),
      notAdmitted('waybill', 'logisticsCode', CARRIER),
      notAdmitted('inventory', 'agentCode', AGENT),
      notAdmitted('inventory', 'areaCode', WAREHOUSE),
    ],
  }),
  {
    name: 'declared-agent-and-warehouse-count',
    about: 'A declared inventory is judged by the agent and the warehouse that it names itself.',
    records: declaredBundleAt(0, declaredDealOf(), { inventory: { agentCode: '0000AGT999', areaCode: '0000WHS999' } }),
    anyOrder: true,
    expect: {
      clearances: [
        refused([
          notAdmitted('inventory', 'agentCode', '0000AGT999'),
          notAdmitted('inventory', 'areaCode', '0000WHS999'),
        ]),
      ],
      receipts: receiptsOf(matchedReceipts('100')),
    },
  },
];

const BUYERS: Scenario[] = [
  idRefusal('id-check-character-wrong', 'The last character does not follow from the others.', '000000190001010000'),
  idRefusal(
    'id-birth-date-impossible',
    'The check character is right, 30 February is not.',
    idNumber('19900230', '001'),
  ),
  idRefusal(
    'id-birth-date-in-the-future',
    'The check character is right, the buyer is not born yet.',
    idNumber('20270101', '001'),
  ),
  idRefusal('id-too-short', 'An ID number has 18 characters.', '00000019900101001'),
];

export const PARTY_REASONS: Scenario[] = [...PARTIES, ...BUYERS];
