import { PLANTED_BUGS } from './planted';
import { simulate } from './simulation';

const SEEDS_MAX = 2_000;

/** Shows that the simulation bites: each of these bugs breaks a law within so many runs. */
describe('a planted bug is found', () => {
  it.each(PLANTED_BUGS)(
    '$name',
    async ({ plant }) => {
      for (let seed = 1; seed <= SEEDS_MAX; seed += 1) {
        const { problems } = await simulate(seed, { plant });
        if (problems.length > 0) return;
      }
      throw new Error(`${SEEDS_MAX} seeds are clean`);
    },
    120_000,
  );
});
