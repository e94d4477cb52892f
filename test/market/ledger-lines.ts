import type { QuotaFact, StockFact } from '@sandan/domain';
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
