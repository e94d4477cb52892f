import { buildReference, type Clearance } from '@sandan/domain';
import { createDigest, type JournalFact, type LaneStore } from '@sandan/pipeline';
import { type SampleDay, sampleDay } from '../fixtures/sample-day.fixture';
import { editFacts, tamperedStore } from '../fixtures/tampered-store.fixture';
import { type DrawReport, verifyDraws } from './verify-draws';

const DAY = '2026-11-11';

describe('the draws of a day', () => {
  let day: SampleDay;
  let honest: DrawReport;

  beforeAll(async () => {
    day = await sampleDay(600);
    honest = await verify(day.store);
  });

  function verify(store: LaneStore, seed?: string, of = DAY): Promise<DrawReport> {
    const reference = buildReference(day.reference);
    const options = { store, day: of, ruleSet: () => reference, digest: createDigest('testkit') };
    return verifyDraws(seed === undefined ? options : { ...options, seed });
  }

  /** The decisions of the store, each changed by somebody. */
  function edited(change: (clearance: Clearance) => Clearance): LaneStore {
    const edit = ([stage, key, fact, link]: JournalFact): JournalFact => {
      const { clearance } = fact as { clearance?: Clearance };
      const changed = clearance ? { ...fact, clearance: change(clearance) } : fact;
      return link === undefined ? [stage, key, changed] : [stage, key, changed, link];
    };
    return tamperedStore(day.store, (entry) => editFacts(entry, (facts) => facts.map(edit)));
  }

  it('fit when nobody has touched them', () => {
    expect(honest).toMatchObject({ day: DAY, breaks: [] });
    expect(honest.draws).toBeGreaterThan(500);
    expect(honest.inspections).toBeGreaterThan(0);
  });

  it('are all named when they were drawn with another seed', async () => {
    const { breaks } = await verify(day.store, 'another seed');
    expect(breaks.length).toBeGreaterThanOrEqual(honest.inspections);
    expect(breaks.map(({ what }) => what)).toContain('inspected, but the draw did not hit it');
  });

  it('name a parcel that was let pass although it was drawn', async () => {
    const store = edited(({ inspection, ...rest }) => ({ ...rest, outcome: inspection ? 'RELEASED' : rest.outcome }));
    const { breaks } = await verify(store);
    expect(breaks).toHaveLength(honest.inspections);
    expect(breaks[0]!.what).toMatch(/^let pass, but the draw 0\.\d{12} lies under the rate 0\./);
  });

  it('name an inspection that was given to somebody else', async () => {
    const store = edited((clearance) =>
      clearance.inspection
        ? { ...clearance, inspection: { ...clearance.inspection, inspector: 'a-friend' } }
        : clearance,
    );
    const { breaks } = await verify(store);
    expect(breaks).toHaveLength(honest.inspections);
    expect(breaks[0]!.what).toMatch(/^inspector a-friend, the draw gives inspector-\d\d$/);
  });

  it('of another day are not looked at', async () => {
    expect(await verify(day.store, undefined, '2026-11-10')).toMatchObject({ draws: 0, breaks: [] });
  });
});
