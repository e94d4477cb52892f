import { decimal, type Scaled } from '../money/decimal';

/**
 * One line of double entry, read out of one fact of the journal: facts are appended and never changed, and so are the
 * lines. `amount` moves from the credited account to the debited one; every balance is a fold of lines.
 */
export interface LedgerLine {
  ledger: 'stock' | 'quota' | 'tax' | 'guarantee';
  /** Business time, ms; absent for an opening. */
  at?: number;
  event: LedgerEvent;
  debit: string;
  credit: string;
  /** CNY, or the declared unit of the item; negative only where a bill's amount is. */
  amount: string;
  parcelId?: string;
  /** The revision by which it happened. */
  revision?: number;
  /** Tax and guarantee: the bill. */
  taxNo?: string;
}

export type LedgerEvent = 'opening' | 'reserved' | 'given-back' | 'reduced' | 'returned' | 'generated' | 'void';

/** Balances by account: debits less credits. Over all accounts of a ledger they add up to 0. */
export class Balances {
  private readonly byAccount = new Map<string, Scaled>();

  add({ debit, credit, amount }: LedgerLine): void {
    this.move(debit, decimal(amount));
    this.move(credit, -decimal(amount));
  }

  of(account: string): Scaled {
    return this.byAccount.get(account) ?? 0n;
  }

  /** By account, in the order of their names. */
  all(): [account: string, balance: Scaled][] {
    return [...this.byAccount].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  private move(account: string, amount: Scaled): void {
    this.byAccount.set(account, (this.byAccount.get(account) ?? 0n) + amount);
  }
}
