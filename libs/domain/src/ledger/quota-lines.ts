import { decimal, formatMoney } from '../money/decimal';
import type { QuotaFact } from '../quota/quota-stage';
import type { LedgerLine } from './ledger-line';

/** Accounts of a buyer's calendar year, by the keyed hash of the ID number. */
export function quotaAccount(buyer: string, year: number, account: 'used' | 'free' | 'opening'): string {
  return `${buyer}/${year}/${account}`;
}

/** `isFirst`: no line of this buyer's year went before; what was used then already is its opening. */
export function quotaLines(buyer: string, fact: QuotaFact, isFirst: boolean): LedgerLine[] {
  const { fact: event, parcelId, revision, by, year, amount, at } = fact;
  const used = quotaAccount(buyer, year, 'used');
  const free = quotaAccount(buyer, year, 'free');
  const [debit, credit] = event === 'reserved' ? [used, free] : [free, used];
  const line: LedgerLine = { ledger: 'quota', at, event, debit, credit, amount, parcelId, revision: by ?? revision };
  const before = openingOf(fact);
  if (!isFirst || before === 0n) return [line];
  const from = quotaAccount(buyer, year, 'opening');
  return [{ ledger: 'quota', event: 'opening', debit: used, credit: from, amount: formatMoney(before) }, line];
}

function openingOf({ fact, used, amount }: QuotaFact): bigint {
  return fact === 'reserved' ? decimal(used) - decimal(amount) : decimal(used) + decimal(amount);
}
