import {
  type Clearance,
  missingDocuments,
  type Parcel,
  type ParcelGroup,
  type Reference,
  statusOf,
} from '@sandan/domain';

/** What became of a parcel and why, in a few sentences for somebody who has never seen the system. */
export function summarySentence(group: ParcelGroup, parcel: Parcel, reference: Reference): string {
  const status = statusOf(parcel);
  if (status === 'EMPTY') return 'All its documents were withdrawn; nothing is known of it any more.';
  if (status === 'OPEN') {
    const missing = missingDocuments(group, parcel, reference);
    const before = parcel.clearances.at(-1);
    const again = before ? ` again, after revision ${before.revision} was ${before.outcome.toLowerCase()}` : '';
    return `The parcel waits${again}: ${missing.length > 0 ? `its ${listed(missing)} has not come yet` : 'its waybill is not certain yet'}.`;
  }
  if (status === 'DECIDING') return "Its documents agree; the buyer's quota and the book's stock are being asked.";
  return decidedSentence(parcel.clearances.at(-1)!, parcel);
}

function decidedSentence(clearance: Clearance, parcel: Parcel): string {
  const { outcome, tax, reasons, missing, inspection, quota } = clearance;
  switch (outcome) {
    case 'RELEASED':
      return `The parcel is released${rulingPart(parcel)}. Tax is ${tax?.total ?? '0.00'} CNY; ${quotaPart(quota)}The warehouse may ship it.`;
    case 'INSPECTION':
      return `Every rule passed, and the random draw took the parcel for inspection (draw ${inspection?.draw} is below the rate ${inspection?.rate}). The warehouse must hold it.`;
    case 'MANUAL_REVIEW':
      return 'Every rule passed, but an officer has to decide: the parcel is taxed at full rates and a duty rate is not known. The warehouse must hold it.';
    case 'REFUSED':
      return `The parcel is refused. ${reasonsPart(reasons)}`;
    case 'EXPIRED':
      return `The parcel expired: its ${listed(missing ?? [])} did not come in time.`;
    case 'CANCELLED':
      return 'The parcel was cancelled at the request of its declarant; its quota and stock were given back.';
    case 'RETURNED':
      return parcel.admitted
        ? `Goods came back; ${quotaPart(quota)}tax still owed is ${tax?.total ?? '0.00'} CNY.`
        : 'An officer sent the parcel back; its quota and stock were given back.';
    case 'DETAINED':
      return 'An officer detained the parcel. The warehouse must hold it.';
    case 'CLOSED':
      return `The parcel was released and has left the warehouse. Tax is ${tax?.total ?? '0.00'} CNY.`;
  }
}

function rulingPart({ clearances }: Parcel): string {
  const before = clearances.at(-2)?.outcome;
  if (before === 'INSPECTION') return ' after its inspection';
  return before === 'MANUAL_REVIEW' || before === 'DETAINED'
    ? ' by an officer'
    : ': its documents agree and every rule passed';
}

function quotaPart(quota: Clearance['quota']): string {
  return quota ? `the buyer has used ${quota.usedAfter} of ${quota.limit} CNY in ${quota.year}. ` : '';
}

function reasonsPart(reasons: Clearance['reasons']): string {
  const names = [...new Set(reasons.map(({ reason }) => reason))];
  const repairs = [...new Set(reasons.map(({ repair }) => repair))];
  return `${names.length === 1 ? 'The reason is' : `The ${names.length} reasons are`} ${listed(names)}. To mend it: ${repairs.join(' ')}`;
}

export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
