import type { EngineOutcome } from './engine-outcome';
import { outcomeDifferences } from './outcome-differences';

const outcome = (changes: Partial<EngineOutcome> = {}): EngineOutcome => ({
  clearances: { 'P:1:1': { outcome: 'RELEASED' }, 'P:2:1': { outcome: 'REFUSED' } },
  receipts: { 'order g P 1 800': 1 },
  notices: ['SHIP P:1'],
  deadLetters: { 'orders.v1 not-json {': 2 },
  ...changes,
});

describe('differences of two runs', () => {
  it('are none when both told the same', () => {
    expect(outcomeDifferences(outcome(), outcome())).toEqual({ lost: [], doubled: [], different: [] });
  });

  it('name what one run did not tell', () => {
    const got = outcome({ clearances: { 'P:1:1': { outcome: 'RELEASED' } }, notices: [], receipts: {} });
    const { lost } = outcomeDifferences({ ...got, deadLetters: { 'orders.v1 not-json {': 1 } }, outcome());
    expect(lost.sort()).toEqual([
      'clearance P:2:1',
      'dead letter orders.v1 not-json {',
      'notice SHIP P:1',
      'receipt order g P 1 800',
    ]);
  });

  it('name what was told once more than it should', () => {
    const got = outcome({ receipts: { 'order g P 1 800': 2 }, notices: ['SHIP P:1', 'SHIP P:1'] });
    const { doubled, lost } = outcomeDifferences(got, outcome());
    expect({ doubled: doubled.sort(), lost }).toEqual({
      doubled: ['notice SHIP P:1', 'receipt order g P 1 800'],
      lost: [],
    });
  });

  it('name a parcel that was decided in another way', () => {
    const got = outcome({ clearances: { 'P:1:1': { outcome: 'REFUSED' }, 'P:2:1': { outcome: 'REFUSED' } } });
    expect(outcomeDifferences(got, outcome()).different).toEqual([
      'P:1:1: {"outcome":"RELEASED"} became {"outcome":"REFUSED"}',
    ]);
  });
});
