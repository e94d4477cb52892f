import { RETURN_STATUS } from '@sandan/domain';
import { shrink } from './shrink';
import { simulate } from './simulation';

const SEEDS = 500;
const HISTORY_LINES = 40;

/** What must have gone wrong in some of the runs. */
const FAULTS = [/killed/, /stands still/, / fails/, /after its death/, /a second time/, /clock of .* off/, / lost /];

describe('the whole engine on a simulated log, store, clock and network', () => {
  const outcomes = new Set<string>();
  const reasons = new Set<string>();
  const unseen = new Set(FAULTS);

  it(`keeps every law in ${SEEDS} runs`, async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const result = await simulate(seed);
      if (result.problems.length > 0) throw new Error(await shrink(result, {}, HISTORY_LINES));
      for (const { outcome, reasons: list } of result.clearances) {
        outcomes.add(outcome);
        for (const { reason } of list) reasons.add(reason);
      }
      for (const fault of unseen) if (result.history.tellsOf(fault)) unseen.delete(fault);
    }
  }, 180_000);

  it('met every outcome, both limits and every fault on the way', () => {
    expect([...outcomes].sort()).toEqual(Object.keys(RETURN_STATUS).sort());
    expect([...reasons]).toEqual(expect.arrayContaining(['ANNUAL_LIMIT', 'STOCK_SHORT', 'RULING']));
    expect([...unseen]).toEqual([]);
  });

  it('gives the same run for the same seed, event for event', async () => {
    for (const seed of [3, 6, 35]) {
      const [first, second] = [await simulate(seed), await simulate(seed)];
      expect(second.events).toBe(first.events);
      expect(second.history.shortened(10_000)).toEqual(first.history.shortened(10_000));
    }
  });
});
