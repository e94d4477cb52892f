import { type EngineRun, runEngine } from '@sandan/testkit';
import type { Clearance, Receipt } from '@sandan/domain';
import fc from 'fast-check';
import { DAY, START_MS } from '../../seeds/scenarios/base';
import { marketReference } from '../market/market';
import { arrivalArbitrary, messagesOf, timed } from '../market/market.arbitrary';
import { orderNoOf, type ParcelPlan, type Twist } from '../market/parcel-plan';
import type { Message } from '../market/message';
import { threadsOf } from '../market/parcel-threads';
import { holds } from '../market/property';

/** Twists that leave nothing to the order of arrival; a second payment or platform does, by the contract. */
const FREE: Twist[] = [
  ...(['clean', 'amount-mismatch', 'consignee-mismatch', 'payer-mismatch', 'id-invalid', 'not-recorded'] as const),
  ...(['book-split', 'carrier-unknown', 'missing-payment', 'missing-waybill', 'parameter-fault', 'draft'] as const),
  ...(['repeated', 'unreadable', 'corrected'] as const),
];
/** Everybody buys for himself and stock is ample: what parcels share is decided in the order of their decisions. */
const REFERENCE = marketReference(1_000_000);

const arrivals = arrivalArbitrary({ twists: FREE, parcels: { min: 1, max: 6 }, fenMax: 400_000 });

describe('several parcels with faults', () => {
  it('end the same in every interleaving of their documents', async () => {
    await holds(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 9 }), async (arrival, flush) => {
        const sequential = await run(arrival.plans.flatMap(threadsOf).flat(), 1000);
        const mixed = await run(messagesOf(arrival), flush);
        expect(decisions(mixed)).toEqual(decisions(sequential));
        expect(statuses(mixed, arrival.plans)).toEqual(statuses(sequential, arrival.plans));
        expect(mixed.waiting).toBe(0);
      }),
      150,
    );
  });
});

/** One record a second, then two days, so that every window ends. */
function run(messages: readonly Message[], batch: number): Promise<EngineRun> {
  const sent = timed(messages, START_MS);
  return runEngine(REFERENCE, sent, { batch, until: START_MS + 2 * DAY });
}

/**
 * The last clearance of every parcel. Left out are its times, its serial (given in the order of decisions), and the
 * revision: a change that comes before the decision spares a refusal.
 */
function decisions({ clearances }: EngineRun): Record<string, unknown> {
  return Object.fromEntries(clearances.map((clearance) => [clearance.parcelId, timeless(clearance)]));
}

function timeless(clearance: Clearance): unknown {
  const { decidedAt: _at, invtNo: _number, revision: _revision, clearanceId: _id, ...rest } = clearance;
  return rest;
}

/** Receipts by what they say; those of a corrected parcel depend on whether it was refused before. */
function statuses({ receipts }: EngineRun, plans: readonly ParcelPlan[]): string[] {
  const corrected = new Set(plans.filter(({ twist }) => twist === 'corrected').map(orderNoOf));
  return receipts
    .filter(({ orderNo = '' }) => !corrected.has(orderNo))
    .map(receiptLine)
    .sort();
}

function receiptLine({ documentType, orderNo, payTransactionId, logisticsNo, returnStatus }: Receipt): string {
  return [orderNo, documentType, payTransactionId, logisticsNo, returnStatus].join(' ');
}
