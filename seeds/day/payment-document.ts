import type { Payment } from '@sandan/domain';
import { syntheticIdNumber, syntheticName, syntheticTelephone } from '../identity';
import type { OpenDay } from './open-day';
import type { ParcelDraft } from './parcel-draft';
import { type Sending, appStatusOf, guidOf } from './transmission';
import { yuan } from './wire-decimal';

/** The money moved this long before the payment company reported it. */
const REPORT_DELAY_MS = 2_000;

export function paymentDocument(day: OpenDay, draft: ParcelDraft, sending: Sending): Payment {
  const { platform, payer, payingPerson } = draft;
  const payment: Payment = {
    guid: guidOf(day, draft.index, sending),
    appType: sending.planned.appType,
    appTime: day.stampOf(sending.atMs),
    appStatus: appStatusOf(sending),
    payCode: payer.code,
    payName: payer.name,
    payTransactionId: day.transactionOf(draft.index),
    orderNo: draft.orderNo,
    ebpCode: platform.code,
    ebpName: platform.name,
    payerIdType: '1',
    payerIdNumber: syntheticIdNumber(payingPerson),
    payerName: syntheticName(payingPerson),
    telephone: syntheticTelephone(payingPerson),
    amountPaid: yuan(draft.paidFen),
    currency: '142',
    // of the payment, not of this sending: a repeat must have the same content
    payTime: day.stampOf(sending.openedMs + draft.paymentDelayMs - REPORT_DELAY_MS),
  };
  if (sending.planned.edition === 1) payment.note = '补充说明';
  return payment;
}
