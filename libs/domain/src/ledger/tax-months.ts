import { decimal, formatMoney, type Scaled } from '../money/decimal';
import { beijingDay } from '../time';
import type { BillEvent } from './tax-lines';

const DAY_MS = 86_400_000;
/** Payable from the 31st to the 45th day after the release, when nothing came back (财关税〔2016〕18号, 公告2018年194号). */
export const PAYABLE_FROM_DAYS = 31;
export const PAYABLE_UNTIL_DAYS = 45;

const TAXES = ['customsTax', 'valueAddedTax', 'consumptionTax', 'total'] as const;
type Taxes = Record<(typeof TAXES)[number], Scaled>;

/** The bills of one declarant under one guarantor that were released on one day, Beijing. */
interface ReleaseDay extends Taxes {
  agentCode: string;
  assureCode: string;
  /** "2026-11-11". */
  day: string;
  bills: number;
}

/** The monthly summary bill 汇总税单 of a declarant: every bill that becomes payable in the month. Money in CNY. */
export interface SummaryBill extends Record<(typeof TAXES)[number], string> {
  agentCode: string;
  /** "2026-12", of the 31st day after the releases. */
  month: string;
  bills: number;
  /** First day on which one of its bills may be paid, and last day on which one must be. */
  payableFrom: string;
  payableUntil: string;
  /** `open` = before its first payable day; `payable`; `ended` = its last bill's 45th day is over. */
  status: 'open' | 'payable' | 'ended';
}

export interface GuaranteeUse {
  assureCode: string;
  /** Bills whose 45th day is not over, CNY. */
  used: string;
}

/**
 * Tax by day of release. Each bill stands at the day of its release, void ones are taken off again, so the books of a
 * year take the memory of its days. What is payable when follows from the calendar: the contract has no message about a
 * payment, so a bill counts as collected when its 45th day is over.
 */
export class TaxMonths {
  private readonly days = new Map<string, ReleaseDay>();

  add({ event, bill }: BillEvent): void {
    const { agentCode, assureCode } = bill;
    const day = beijingDay(Date.parse(bill.releasedAt));
    const key = `${agentCode}/${assureCode}/${day}`;
    const known = this.days.get(key) ?? { agentCode, assureCode, day, bills: 0, ...zero() };
    const sign = event === 'generated' ? 1n : -1n;
    known.bills += Number(sign);
    for (const tax of TAXES) known[tax] += sign * decimal(bill[tax]);
    this.days.set(key, known);
  }

  /** Summary bills as of a moment, ms: by declarant and month. */
  summaryBills(asOf: number): SummaryBill[] {
    const groups = new Map<string, ReleaseDay[]>();
    for (const day of this.days.values()) {
      if (day.bills === 0) continue;
      const key = `${day.agentCode}/${shifted(day.day, PAYABLE_FROM_DAYS).slice(0, 7)}`;
      groups.set(key, [...(groups.get(key) ?? []), day]);
    }
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, days]) => summary(key.slice(key.indexOf('/') + 1), days, beijingDay(asOf)));
  }

  /** How much of each guarantor's account is used as of a moment, ms. */
  guarantees(asOf: number): GuaranteeUse[] {
    const used = new Map<string, Scaled>();
    for (const { assureCode, day, total } of this.days.values()) {
      const isOver = shifted(day, PAYABLE_UNTIL_DAYS) < beijingDay(asOf);
      used.set(assureCode, (used.get(assureCode) ?? 0n) + (isOver ? 0n : total));
    }
    return [...used]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([assureCode, amount]) => ({ assureCode, used: formatMoney(amount) }));
  }
}

function summary(month: string, days: readonly ReleaseDay[], today: string): SummaryBill {
  const sum = zero();
  for (const day of days) for (const tax of TAXES) sum[tax] += day[tax];
  const releases = days.map(({ day }) => day).sort();
  const payableFrom = shifted(releases[0]!, PAYABLE_FROM_DAYS);
  const payableUntil = shifted(releases.at(-1)!, PAYABLE_UNTIL_DAYS);
  return {
    agentCode: days[0]!.agentCode,
    month,
    bills: days.reduce((count, { bills }) => count + bills, 0),
    customsTax: formatMoney(sum.customsTax),
    valueAddedTax: formatMoney(sum.valueAddedTax),
    consumptionTax: formatMoney(sum.consumptionTax),
    total: formatMoney(sum.total),
    payableFrom,
    payableUntil,
    status: today < payableFrom ? 'open' : today <= payableUntil ? 'payable' : 'ended',
  };
}

function zero(): Taxes {
  return { customsTax: 0n, valueAddedTax: 0n, consumptionTax: 0n, total: 0n };
}

/** "2026-11-11" and 31 give "2026-12-12". */
function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** CEB816 status of a bill that is not void, as of a moment: 1 generated, 2 summarised. */
export function billStatus(releasedAt: string, asOf: number): '1' | '2' {
  return shifted(beijingDay(Date.parse(releasedAt)), PAYABLE_FROM_DAYS) <= beijingDay(asOf) ? '2' : '1';
}
