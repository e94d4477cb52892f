import type { Deal } from './documents';
import { parcelIdOf } from './expectations';
import { WANG } from './people';
import { dealOf } from './records';
import { openingQuota } from './reference-changes';
import type { ExpectedReason } from './scenario';

/** The n-th parcel of a buyer, each with its own payment and waybill. */
export function nth(number: number, rest: Partial<Deal> = {}): Deal {
  const place = `000${number}`;
  return dealOf({ orderNo: `HM-${place}`, payTransactionId: `TXN-${place}`, logisticsNo: `WB-${place}`, ...rest });
}

export const SECOND_PARCEL = parcelIdOf(nth(2));
export const ANOTHER = { parcelId: SECOND_PARCEL };
export const AT_THE_BRIM = openingQuota(WANG.idNumber, '25900.00');

export function annualLimit(dutiablePrice: string, available: string, difference: string): ExpectedReason {
  return {
    reason: 'ANNUAL_LIMIT',
    code: '1313',
    left: { document: 'inventory', field: 'dutiablePrice', value: dutiablePrice },
    right: { document: 'quota', field: 'available', value: available },
    difference,
  };
}

export function stockShort(qty: string, available: string): ExpectedReason {
  return {
    reason: 'STOCK_SHORT',
    code: null,
    left: { field: 'qty', value: qty },
    right: { document: 'book', field: 'available', value: available },
  };
}
