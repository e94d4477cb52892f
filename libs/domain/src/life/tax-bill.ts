import type { Tax } from '../clear/parcel-tax';
import type { Clearance } from '../parcel/clearance';
import type { Admission } from '../parcel/parcel-group';

/**
 * The electronic tax bill of a released parcel (CEB816 `TaxHeadRd`). A return makes the bill void and writes a new one
 * about what remains, so a bill is never changed.
 */
export interface TaxBill {
  /** `<invtNo>_<number of the bill>`, from 0 (spec documents 1.4.10). */
  taxNo: string;
  parcelId: string;
  invtNo: string;
  /** Who pays: the declarant. */
  agentCode: string;
  /** Who stands for it. */
  assureCode: string;
  ebcCode: string;
  customsTax: string;
  valueAddedTax: string;
  consumptionTax: string;
  total: string;
  /** ISO time of the release: payable from its 31st day to its 45th. */
  releasedAt: string;
}

/** `number`: how many bills the parcel has had before. */
export function taxBill(
  clearance: Clearance,
  tax: Tax,
  admitted: Pick<Admission, 'agentCode' | 'assureCode'>,
  releasedAt: string,
  number = 0,
): TaxBill {
  const { customsTax, valueAddedTax, consumptionTax, total } = tax;
  const invtNo = clearance.invtNo ?? '';
  return {
    taxNo: `${invtNo}_${number}`,
    parcelId: clearance.parcelId,
    invtNo,
    agentCode: admitted.agentCode ?? '',
    assureCode: admitted.assureCode ?? '',
    ebcCode: clearance.ebcCode ?? '',
    customsTax,
    valueAddedTax,
    consumptionTax,
    total,
    releasedAt,
  };
}
