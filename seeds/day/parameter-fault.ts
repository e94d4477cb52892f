import type { Spoils } from './spoil';

/** Each breaks one field's form in one document: it is answered, and the parcel waits for what was refused. */
export const PARAMETER_FAULTS: readonly Spoils[] = [
  { order: (order) => (order.currency = '840') },
  { order: (order) => (order.buyerIdType = '2') },
  { order: (order) => (order.buyerTelephone = '') },
  { order: (order) => (order.discount = '-1.00') },
  { payment: (payment) => (payment.amountPaid = '1.234567') },
  { payment: (payment) => (payment.payTime = '20261332250000') },
  { waybill: (waybill) => (waybill.weight = 'heavy') },
  { waybill: (waybill) => (waybill.consigneeAddress = '址'.repeat(201)) },
];
