import { joined } from '../identity/joined';
import { decimal, formatMoney, type Scaled } from '../money/decimal';
import type { AnswerInput } from '../parcel/parcel-input';
import type { QuotaUse } from '../parcel/clearance';
import type { ItemQuantity } from '../inventory/parcel-line';
import type { StockReserveRequest } from '../stock/stock-stage';
import type { DecideContext, Output, Stage } from '../stage';
import { openingUse } from './opening-quota';

/** Asks for a share of a buyer's year; granted, it goes on to the book's stock. */
export interface QuotaRequest {
  request: 'reserve';
  ebpCode: string;
  orderNo: string;
  revision: number;
  /** Calendar year, Beijing. */
  year: number;
  /** Dutiable price, CNY. */
  amount: string;
  emsNo: string;
  items: ItemQuantity[];
}

/** Gives back all or a part of what a parcel counted, in the year in which it was counted. */
export interface GiveBackRequest {
  request: 'give-back';
  parcelId: string;
  /** The revision whose reservation it is. */
  revision: number;
  /** The revision that gives back. */
  by: number;
  year: number;
  amount: string;
}

/** What a reservation gives back when the stock that it was for falls short: the revision that reserved gives back. */
export function shortageGiveBack(reserved: Omit<GiveBackRequest, 'request' | 'by'>): GiveBackRequest {
  const { parcelId, revision, year, amount } = reserved;
  return { request: 'give-back', parcelId, revision, by: revision, year, amount };
}

/** Whether a shortage gave it back, and no later revision of the parcel. */
export function isShortageGiveBack(request: QuotaRequest | GiveBackRequest): boolean {
  return request.request === 'give-back' && request.by === request.revision;
}

/** One ledger line of a buyer's year. */
export interface QuotaFact {
  fact: 'reserved' | 'given-back';
  parcelId: string;
  /** The revision that reserved; also in a line that gives back. */
  revision: number;
  /** The revision that gave back. */
  by?: number;
  year: number;
  /** Always positive; what happened gives the sign. */
  amount: string;
  /** Business time, ms. */
  at: number;
  /** Used in the year after this line, CNY. */
  used: string;
}

/** Used by calendar year, CNY; a year without an entry stands at its opening. */
export interface QuotaState {
  used: Record<string, string>;
}

/**
 * One ledger per buyer and calendar year (财关税〔2018〕49号), keyed by a keyed hash of the ID number. It is the only
 * writer of its buyers, and messages between stages are taken exactly once, so a reservation is a plain addition.
 */
export const quotaStage: Stage<QuotaState, QuotaRequest | GiveBackRequest, QuotaFact> = {
  name: 'quota',
  isShared: true,
  initial: () => ({ used: {} }),
  decide(state, request, context) {
    const before = usedIn(state, request, context);
    if (request.request === 'give-back') {
      const { parcelId, revision, by, year, amount } = request;
      const used = formatMoney(before - decimal(amount));
      return {
        facts: [{ fact: 'given-back', parcelId, revision, by, year, amount, at: context.now, used }],
        outputs: [],
      };
    }
    return reserve(request, before, context);
  },
  evolve: ({ used }, { year, used: after }) => ({ used: withYear(used, year, after) }),
};

/** A copy, year by year: engines take years for places of a list, and copy one that long slowly. */
function withYear(used: QuotaState['used'], year: number, after: string): QuotaState['used'] {
  const copy: QuotaState['used'] = {};
  for (const known of Object.keys(used)) copy[known] = used[known]!;
  copy[year] = after;
  return copy;
}

function usedIn(state: QuotaState, { year }: { year: number }, context: DecideContext): Scaled {
  const used = state.used[year];
  return used === undefined ? openingUse(context, year) : decimal(used);
}

function reserve(
  request: QuotaRequest,
  before: Scaled,
  context: DecideContext,
): { facts: QuotaFact[]; outputs: Output[] } {
  const { ebpCode, orderNo, revision, year, amount } = request;
  const limit = decimal(context.reference.settings.annualLimit);
  const after = before + decimal(amount);
  const granted = after <= limit;
  const quota: QuotaUse = {
    year,
    limit: formatMoney(limit),
    usedBefore: formatMoney(before),
    usedAfter: formatMoney(granted ? after : before),
  };
  if (!granted) {
    const answer: AnswerInput = { type: 'answer', ebpCode, revision, refusedBy: 'quota', quota };
    return { facts: [], outputs: [{ to: 'parcel', key: orderNo, message: answer, at: context.now }] };
  }
  const onward: StockReserveRequest = { request: 'reserve', ebpCode, orderNo, revision, items: request.items, quota };
  return {
    facts: [
      {
        fact: 'reserved',
        parcelId: joined(ebpCode, orderNo),
        revision,
        year,
        amount,
        at: context.now,
        used: quota.usedAfter,
      },
    ],
    outputs: [{ to: 'stock', key: request.emsNo, message: onward, at: context.now }],
  };
}
