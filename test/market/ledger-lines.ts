import { decimal, formatMoney, type QuotaFact, type StockFact } from '@sandan/domain';
import { type LaneStore, unpackFacts } from '@sandan/pipeline';

/** The ledgers of a port as the journals of a store hold them, line for line. */
export interface LedgerLines {
  quota: (QuotaFact & { buyer: string })[];
  stock: (StockFact & { emsNo: string })[];
}

export async function ledgerLines(store: LaneStore): Promise<LedgerLines> {
  const lines: LedgerLines = { quota: [], stock: [] };
  for (const lane of await store.lanes()) {
    for await (const { facts } of store.entries(lane, 1)) {
      for (const [stage, key, fact] of unpackFacts(facts)) {
        if (stage === 'quota') lines.quota.push({ ...(fact as QuotaFact), buyer: key });
        if (stage === 'stock') lines.stock.push({ ...(fact as StockFact), emsNo: key });
      }
    }
  }
  return lines;
}

/** Sum of a buyer's lines by `buyer year`, CNY. */
export function usedByBuyer({ quota }: LedgerLines): Record<string, string> {
  const used = new Map<string, bigint>();
  for (const { buyer, year, fact, amount } of quota) {
    const name = `${buyer} ${year}`;
    const signed = fact === 'reserved' ? decimal(amount) : -decimal(amount);
    used.set(name, (used.get(name) ?? 0n) + signed);
  }
  return Object.fromEntries([...used].map(([name, sum]) => [name, formatMoney(sum)]));
}

/** Sum of what parcels took, by `emsNo itemRecordNo`. */
export function takenByItem({ stock }: LedgerLines): Map<string, bigint> {
  const taken = new Map<string, bigint>();
  for (const { emsNo, items } of stock) {
    for (const { itemRecordNo, qty } of items) {
      const name = `${emsNo} ${itemRecordNo}`;
      taken.set(name, (taken.get(name) ?? 0n) + decimal(qty));
    }
  }
  return taken;
}
