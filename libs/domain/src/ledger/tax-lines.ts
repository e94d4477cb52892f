import { joined } from '../identity/joined';
import { type TaxBill, taxBill } from '../life/tax-bill';
import type { Admission } from '../parcel/parcel-group';
import type { ParcelFact } from '../parcel/parcel-fact';
import type { LedgerLine } from './ledger-line';

/** A bill is generated or becomes void, once each (CEB816 status 1 and 3). */
export interface BillEvent {
  event: 'generated' | 'void';
  bill: TaxBill;
  at: number;
  revision: number;
}

type Declared = Pick<Admission, 'agentCode' | 'assureCode'>;

/**
 * Reads the tax bills out of the facts of the parcels' home, which must come in the order of their journal. A release
 * finds its declarant in the `deciding` fact before it; only parcels that are being decided are kept in mind.
 */
export class BillReader {
  private readonly deciding = new Map<string, Declared>();

  read(orderNo: string, fact: ParcelFact): BillEvent[] {
    switch (fact.fact) {
      case 'deciding':
        this.deciding.set(joined(fact.ebpCode, orderNo), fact.deciding);
        return [];
      case 'decided':
        return this.decided(joined(fact.ebpCode, orderNo), fact);
      case 'ruled':
        return fact.newBill ? [happened('generated', fact.newBill, fact.clearance)] : [];
      case 'cancelled':
        return fact.bill ? [happened('void', fact.bill, fact.clearance)] : [];
      case 'returned':
        return [
          ...(fact.bill ? [happened('void', fact.bill, fact.clearance)] : []),
          ...(fact.newBill ? [happened('generated', fact.newBill, fact.clearance)] : []),
        ];
      default:
        return [];
    }
  }

  private decided(parcelId: string, { clearance }: Extract<ParcelFact, { fact: 'decided' }>): BillEvent[] {
    const declared = this.deciding.get(parcelId);
    this.deciding.delete(parcelId);
    if (clearance.outcome !== 'RELEASED' || !clearance.tax || !declared) return [];
    return [happened('generated', taxBill(clearance, clearance.tax, declared, clearance.decidedAt), clearance)];
  }
}

function happened(
  event: BillEvent['event'],
  bill: TaxBill,
  { decidedAt, revision }: { decidedAt: string; revision: number },
): BillEvent {
  return { event, bill, at: Date.parse(decidedAt), revision };
}

/** The declarant owes the bill, and the guarantor's account is used for it; a void bill takes both back. */
export function billLines({ event, bill, at, revision }: BillEvent): LedgerLine[] {
  const { taxNo, parcelId, agentCode, assureCode, total: amount } = bill;
  const of = (ledger: 'tax' | 'guarantee', into: string, outOf: string): LedgerLine => {
    const [debit, credit] = event === 'generated' ? [into, outOf] : [outOf, into];
    return { ledger, at, event, debit, credit, amount, parcelId, revision, taxNo };
  };
  return [
    of('tax', `${agentCode}/owed`, `${agentCode}/assessed`),
    of('guarantee', `${assureCode}/used`, `${assureCode}/free`),
  ];
}
