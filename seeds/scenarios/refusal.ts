import type { ReferenceData } from '@sandan/domain';
import type { BookItem } from './base-goods';
import type { Deal } from './documents';
import { masked, matchedReceipts, receiptsOf, refused } from './expectations';
import { bundleAt, dealOf, type BundleChanges } from './records';
import type { ExpectedReason, Scenario } from './scenario';

export interface Refusal {
  name: string;
  about: string;
  deal?: Deal;
  fields?: BundleChanges;
  reference?: (base: ReferenceData) => ReferenceData;
  reasons: ExpectedReason[];
  unseen?: string[];
}

/** The documents agree; section 6 of the contract refuses: the three stay at 120, the inventory gets 120 and 100. */
export function refusal({
  name,
  about,
  deal = dealOf(),
  fields = {},
  reference,
  reasons,
  unseen = [],
}: Refusal): Scenario {
  return {
    name,
    about,
    ...(reference ? { reference } : {}),
    records: bundleAt(0, deal, fields),
    anyOrder: true,
    expect: {
      clearances: [refused(reasons)],
      receipts: receiptsOf(matchedReceipts('100'), deal),
      notices: [],
      unseen,
      waiting: 0,
    },
  };
}

export function notAdmitted(document: string, field: string, value: string): ExpectedReason {
  return { reason: 'ENTERPRISE_NOT_ADMITTED', code: '-10102', left: { document, field, value } };
}

/** `left` of a line's reason; its document is the line's own and not compared. */
export function ofLine(reason: string, code: string | null, field: string, value: string, gnum = 1): ExpectedReason {
  return { reason, code, left: { field, value, gnum } };
}

export function oneOfEach(...items: BookItem[]): Deal {
  return dealOf({ goods: items.map((item) => ({ item, qty: '1', price: '45.00' })) });
}

export function invalidId(number: string): ExpectedReason {
  return {
    reason: 'BUYER_ID_INVALID',
    code: null,
    left: { document: 'order', field: 'buyerIdNumber', value: masked(number) },
  };
}

export function singleLimit(dutiablePrice: string, difference: string): ExpectedReason {
  return {
    reason: 'SINGLE_LIMIT',
    code: '-621005',
    left: { document: 'inventory', field: 'dutiablePrice', value: dutiablePrice },
    right: { document: 'settings', field: 'singleLimit', value: '5000.00' },
    difference,
  };
}
