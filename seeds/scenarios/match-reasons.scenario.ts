import type { ReferenceData } from '@sandan/domain';
import { OTHER_PAYER, PAYER, PLATFORM } from './base';
import { UNMATCHED_RECEIPTS, masked, matchedReceipts, receiptsOf, refused, released } from './expectations';
import { LI, WANG } from './people';
import { bundleAt, dealOf, type BundleChanges } from './records';
import { enterprise, settings } from './reference-changes';
import type { ExpectedReason, Scenario } from './scenario';

interface Mismatch {
  name: string;
  about: string;
  changes: BundleChanges;
  reasons: ExpectedReason[];
  reference?: (base: ReferenceData) => ReferenceData;
  unseen?: string[];
}

/** A parcel that the engine declares and that section 5 of the contract refuses: all four documents get 100. */
function mismatch({ name, about, changes, reasons, reference, unseen = [] }: Mismatch): Scenario {
  return {
    name,
    about,
    ...(reference ? { reference } : {}),
    records: bundleAt(0, dealOf(), changes),
    anyOrder: true,
    expect: {
      clearances: [refused(reasons)],
      receipts: receiptsOf(UNMATCHED_RECEIPTS),
      notices: [],
      unseen,
      waiting: 0,
    },
  };
}

/** The same machinery for what is near a mismatch and still passes. */
function match(
  name: string,
  about: string,
  changes: BundleChanges,
  reference?: (base: ReferenceData) => ReferenceData,
): Scenario {
  return {
    name,
    about,
    ...(reference ? { reference } : {}),
    records: bundleAt(0, dealOf(), changes),
    anyOrder: true,
    expect: { clearances: [released()], receipts: receiptsOf(matchedReceipts('800')) },
  };
}

export function amountMismatch(paid: string, difference: string): ExpectedReason {
  return {
    reason: 'AMOUNT_MISMATCH',
    code: '1332',
    left: { document: 'order', field: 'acturalPaid', value: '109.10' },
    right: { document: 'payment', field: 'amountPaid', value: paid },
    difference,
  };
}

const IDENTITY: ExpectedReason = {
  reason: 'AMOUNT_IDENTITY',
  code: null,
  left: { field: 'goodsValue+freight+taxTotal-discount', value: '108.10' },
  right: { document: 'order', field: 'acturalPaid', value: '109.10' },
  difference: '1.00',
};

function payer(field: 'Name' | 'IdNumber', ours: string, theirs: string): ExpectedReason {
  return {
    reason: 'PAYER_MISMATCH',
    code: '1327',
    left: { document: 'order', field: `buyer${field}`, value: masked(ours) },
    right: { document: 'payment', field: `payer${field}`, value: masked(theirs) },
  };
}

function consignee(field: string, ours: string, theirs: string): ExpectedReason {
  return {
    reason: 'CONSIGNEE_MISMATCH',
    code: null,
    left: { document: 'order', field, value: masked(ours) },
    right: { document: 'waybill', field, value: masked(theirs) },
  };
}

const PAY_COMPANY: ExpectedReason = {
  reason: 'PAY_COMPANY_MISMATCH',
  code: '13035',
  left: { document: 'order', field: 'payCode', value: OTHER_PAYER },
  right: { document: 'payment', field: 'payCode', value: PAYER },
};
const PAY_TRANSACTION: ExpectedReason = {
  reason: 'PAY_TRANSACTION_MISMATCH',
  code: null,
  left: { document: 'order', field: 'payTransactionId', value: 'TXN-9999' },
  right: { document: 'payment', field: 'payTransactionId', value: 'TXN-0001' },
};
const OTHER_CONSIGNEE = { consignee: LI.name, consigneeTelephone: LI.telephone, consigneeAddress: LI.address };
const THREE_CONSIGNEE_REASONS = [
  consignee('consignee', WANG.name, LI.name),
  consignee('consigneeTelephone', WANG.telephone, LI.telephone),
  consignee('consigneeAddress', WANG.address, LI.address),
];

export const MATCH_REASONS: Scenario[] = [
  mismatch({
    name: 'paid-less-than-ordered',
    about: 'The payment is 1.60 below the amount of the order.',
    changes: { payment: { amountPaid: '107.50' } },
    reasons: [amountMismatch('107.50', '1.60')],
  }),
  mismatch({
    name: 'paid-more-than-ordered',
    about: 'A difference is absolute: paying 0.90 too much holds the parcel as well.',
    changes: { payment: { amountPaid: '110.00' } },
    reasons: [amountMismatch('110.00', '0.90')],
  }),
  match(
    'amount-difference-equal-to-the-tolerance',
    'A difference of exactly the tolerance passes.',
    {
      payment: { amountPaid: '108.60' },
    },
    settings({ amountTolerance: '0.50' }),
  ),
  mismatch({
    name: 'amount-difference-past-the-tolerance',
    about: 'One fen more than the tolerance refuses.',
    reference: settings({ amountTolerance: '0.50' }),
    changes: { payment: { amountPaid: '108.59' } },
    reasons: [amountMismatch('108.59', '0.51')],
  }),
  match('amounts-are-compared-as-decimals', 'As decimals "109.1" and "109.10000" are the same money.', {
    order: { acturalPaid: '109.1' },
    payment: { amountPaid: '109.10000' },
  }),
  mismatch({
    name: 'parts-of-the-order-do-not-add-up',
    about: 'Goods, freight and tax less discount give 108.10, the order says 109.10.',
    changes: { order: { goodsValue: '89.00' } },
    reasons: [IDENTITY],
  }),
  mismatch({
    name: 'the-tolerance-is-not-for-the-identity',
    about: 'A tolerance that would cover the difference is for the payment alone.',
    reference: settings({ amountTolerance: '5.00' }),
    changes: { order: { goodsValue: '89.00' } },
    reasons: [IDENTITY],
  }),
  match('a-discount-lowers-what-is-paid', 'A voucher of 20.00 lowers the payment and keeps the identity.', {
    order: { discount: '20.00', acturalPaid: '89.10' },
    payment: { amountPaid: '89.10' },
  }),
  {
    name: 'identity-may-only-warn',
    about: 'With the setting "warn" the broken identity lands in the warnings of a released parcel.',
    reference: settings({ amountIdentity: 'warn' }),
    records: bundleAt(0, dealOf(), { order: { goodsValue: '89.00' } }),
    anyOrder: true,
    expect: { clearances: [released({ warnings: [IDENTITY] })], receipts: receiptsOf(matchedReceipts('800')) },
  },
  {
    name: 'identity-may-be-off',
    about: 'With the setting "off" nothing is said about the broken identity.',
    reference: settings({ amountIdentity: 'off' }),
    records: bundleAt(0, dealOf(), { order: { goodsValue: '89.00' } }),
    anyOrder: true,
    expect: { clearances: [released({ warnings: [] })] },
  },
  mismatch({
    name: 'paid-by-somebody-else',
    about: 'Name and ID number of the payer differ from the buyer: one entry each, both masked.',
    changes: { payment: { payerName: LI.name, payerIdNumber: LI.idNumber } },
    reasons: [payer('Name', WANG.name, LI.name), payer('IdNumber', WANG.idNumber, LI.idNumber)],
    unseen: [WANG.name, WANG.idNumber, LI.idNumber],
  }),
  mismatch({
    name: 'payer-differs-by-name-only',
    about: 'The ID number agrees, so only the name is reported.',
    changes: { payment: { payerName: '王大明' } },
    reasons: [payer('Name', WANG.name, '王大明')],
    unseen: ['王大明'],
  }),
  match(
    'an-authenticating-platform-may-let-others-pay',
    'A platform that authenticates its buyers need not have the buyer pay.',
    {
      payment: { payerName: LI.name, payerIdNumber: LI.idNumber },
    },
    enterprise(PLATFORM, { authenticatesBuyers: true }),
  ),
  mismatch({
    name: 'another-pay-company',
    about: 'The order names another payment company than the one that reported.',
    changes: { order: { payCode: OTHER_PAYER } },
    reasons: [PAY_COMPANY],
  }),
  mismatch({
    name: 'another-pay-transaction',
    about: 'The order names another transaction of the same company.',
    changes: { order: { payTransactionId: 'TXN-9999' } },
    reasons: [PAY_TRANSACTION],
  }),
  mismatch({
    name: 'sent-to-somebody-else',
    about: 'Name, telephone and address of the consignee differ: one entry each, all masked.',
    changes: { waybill: OTHER_CONSIGNEE },
    reasons: THREE_CONSIGNEE_REASONS,
    unseen: [WANG.telephone, WANG.address, LI.telephone, LI.address],
  }),
  mismatch({
    name: 'sent-to-another-address',
    about: 'Only the address differs.',
    changes: { waybill: { consigneeAddress: LI.address } },
    reasons: [consignee('consigneeAddress', WANG.address, LI.address)],
  }),
  mismatch({
    name: 'a-rare-character-is-masked-whole',
    about: 'Masks count characters, so a name that begins outside the basic plane is not torn.',
    changes: { waybill: { consignee: '\u{20BB7}野家' } },
    reasons: [consignee('consignee', WANG.name, '\u{20BB7}野家')],
  }),
  mismatch({
    name: 'every-rule-of-three-documents-fails',
    about: 'All rules are evaluated: nine failures, in the order of the contract.',
    changes: {
      order: { goodsValue: '89.00', payCode: OTHER_PAYER, payTransactionId: 'TXN-9999' },
      payment: { amountPaid: '1.00', payerName: LI.name, payerIdNumber: LI.idNumber },
      waybill: OTHER_CONSIGNEE,
    },
    reasons: [
      amountMismatch('1.00', '108.10'),
      IDENTITY,
      payer('Name', WANG.name, LI.name),
      payer('IdNumber', WANG.idNumber, LI.idNumber),
      PAY_COMPANY,
      PAY_TRANSACTION,
      ...THREE_CONSIGNEE_REASONS,
    ],
    unseen: [WANG.name, WANG.idNumber, WANG.telephone, WANG.address],
  }),
];
