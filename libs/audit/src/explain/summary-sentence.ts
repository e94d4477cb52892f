import {
  type Clearance,
  decimal,
  formatMoney,
  missingDocuments,
  type Parcel,
  type ParcelGroup,
  REASONS,
  type Reference,
  statusOf,
} from '@sandan/domain';

/** What an officer wrote with a ruling. */
export interface RulingWords {
  officer: string;
  reasonText?: string;
}

/**
 * What became of a parcel and why, in a few sentences for somebody who has never seen the system. `ruling` is the last one
 * that an officer gave.
 */
export function summarySentence(
  group: ParcelGroup,
  parcel: Parcel,
  reference: Reference,
  ruling?: RulingWords,
): string {
  const status = statusOf(parcel);
  if (status === 'EMPTY') return 'All its documents were withdrawn; nothing is known of it any more.';
  if (status === 'OPEN') {
    const missing = missingDocuments(group, parcel, reference);
    const before = parcel.clearances.at(-1);
    const again = before ? ` again, after revision ${before.revision} was ${before.outcome.toLowerCase()}` : '';
    return `The parcel waits${again}: ${missing.length > 0 ? `its ${listed(missing)} has not come yet` : 'its waybill is not certain yet'}.`;
  }
  if (status === 'DECIDING') return "Its documents agree; the buyer's quota and the book's stock are being asked.";
  return decidedSentence(parcel.clearances.at(-1)!, parcel, ruling);
}

function decidedSentence(clearance: Clearance, parcel: Parcel, ruling?: RulingWords): string {
  const { outcome, tax, reasons, missing, inspection, quota } = clearance;
  switch (outcome) {
    case 'RELEASED':
      return `The parcel is released${rulingPart(parcel)}. Tax is ${tax?.total ?? '0.00'} CNY${quotaPart(quota)}. The warehouse may ship it.`;
    case 'INSPECTION':
      return `Every rule passed, and the random draw took the parcel for inspection (draw ${inspection?.draw} is below the rate ${inspection?.rate}). The warehouse must hold it.`;
    case 'MANUAL_REVIEW':
      return 'No rule refuses the parcel, but an officer has to decide: its price is above the single limit, so full duty is due, and the duty rate of a line is not known. The warehouse must hold it.';
    case 'REFUSED':
      return isRuled(reasons)
        ? `${officerPart('refused', ruling)} That is final.`
        : `The parcel is refused. ${reasonsPart(reasons)}`;
    case 'EXPIRED':
      return `The parcel expired: its ${listed(missing ?? [])} did not come in time.`;
    case 'CANCELLED':
      return 'The parcel was cancelled at the request of its declarant; its quota and stock were given back.';
    case 'RETURNED':
      return parcel.admitted
        ? `The buyer returned goods. Of this parcel ${remaining(quota)} CNY still count in the buyer's year, and ${tax?.total ?? '0.00'} CNY of tax remain.`
        : `${officerPart('sent back', ruling)} Its quota and stock were given back.`;
    case 'DETAINED':
      return `${officerPart('detained', ruling)} The warehouse must hold it.`;
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
  return quota ? `; the buyer has now used ${quota.usedAfter} of ${quota.limit} CNY in ${quota.year}` : '';
}

/** What a parcel still counts in its buyer's year after a return. */
function remaining(quota: Clearance['quota']): string {
  return quota ? formatMoney(decimal(quota.usedAfter) - decimal(quota.usedBefore)) : '0.00';
}

function isRuled(reasons: Clearance['reasons']): boolean {
  return reasons.some(({ reason }) => reason === 'RULING');
}

function officerPart(done: string, ruling?: RulingWords): string {
  const by = ruling ? `Officer ${ruling.officer}` : 'An officer';
  const text = ruling?.reasonText === undefined ? '' : `, giving the reason “${ruling.reasonText}”`;
  return `${by} ${done === 'sent back' ? 'sent the parcel back' : `${done} the parcel`}${text}.`;
}

function reasonsPart(reasons: Clearance['reasons']): string {
  const names = [...new Set(reasons.map(({ reason }) => reason))];
  const texts = names.map((reason) => REASONS[reason].text);
  const repairs = [...new Set(reasons.map(({ repair }) => repair))];
  const what = names.length === 1 ? 'The reason' : `The ${names.length} reasons`;
  return `${what}: ${texts.join('; ')}. To mend it: ${repairs.join(' ')}`;
}

export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
