import { settings } from '../../../../seeds/scenarios/reference-changes';
import { bundleOf, DIGEST } from '../bundle/bundle.fixture';
import type { Settings } from '../reference/reference';
import { judge } from './judge';

const judged = (dryRun: Settings['dryRun']) =>
  judge(
    bundleOf({
      payment: { amountPaid: '1.00' },
      order: { buyerIdNumber: '000000190001010000' },
      reference: settings({ ...(dryRun && { dryRun }) }),
    }),
    DIGEST,
  );

describe('a rule on trial', () => {
  it('refuses as long as it is not on trial', () => {
    const { matched, reasons, tax } = judged(undefined);
    expect(matched).toBe(false);
    expect([...new Set(reasons.map(({ reason }) => reason))]).toEqual([
      'AMOUNT_MISMATCH',
      'PAYER_MISMATCH',
      'BUYER_ID_INVALID',
    ]);
    expect(tax).toBeUndefined();
  });

  it('is told as a warning and refuses nothing, while the others hold', () => {
    const { matched, reasons, warnings } = judged(['AMOUNT_MISMATCH', 'PAYER_MISMATCH']);
    expect(matched).toBe(true);
    expect(reasons.map(({ reason }) => reason)).toEqual(['BUYER_ID_INVALID']);
    expect([...new Set(warnings.map(({ reason }) => reason))]).toEqual(['AMOUNT_MISMATCH', 'PAYER_MISMATCH']);
  });

  it('lets the parcel be taxed when every rule that it fails is on trial', () => {
    const { reasons, tax, warnings } = judged(['AMOUNT_MISMATCH', 'PAYER_MISMATCH', 'BUYER_ID_INVALID']);
    expect(reasons).toEqual([]);
    expect(tax?.total).toBe('9.10');
    expect(warnings).toHaveLength(3);
  });
});
