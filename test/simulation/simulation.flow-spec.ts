import { shrink } from './shrink';
import { simulate } from './simulation';

const SEEDS = 500;
/** Continuous integration adds others; here the same seeds give the same answer to everybody. */
const FIRST_SEED = 1;

describe('the whole engine on a simulated log, store, clock and network', () => {
  it(`keeps every law in ${SEEDS} runs`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      const result = await simulate(seed);
      if (result.problems.length > 0) throw new Error(await shrink(result, {}, 40));
    }
  }, 120_000);

  it('gives the same run for the same seed, event for event', async () => {
    for (const seed of [3, 6, 35]) {
      const [first, second] = [await simulate(seed), await simulate(seed)];
      expect(second.events).toBe(first.events);
      expect(second.history.shortened(10_000)).toEqual(first.history.shortened(10_000));
    }
  });
});
