import { buildReference, type Clearance, decimal, MATCH_RULES, CLEAR_RULES } from '@sandan/domain';
import { createDigest, MemoryLaneStore } from '@sandan/pipeline';
import { runEngine } from '@sandan/testkit';
import { BASE_REFERENCE, SCENARIOS, START_MS } from '../../../../seeds/scenarios';
import type { Scenario } from '../../../../seeds/scenarios/scenario';
import { explainNumber } from './explain-number';
import type { Explanation } from './explanation';

/** A scenario with the parcels it cleared, explained. */
async function explained(scenario: Scenario): Promise<{ explanations: Explanation[]; clearances: Clearance[] }> {
  const data = scenario.reference ? scenario.reference(BASE_REFERENCE) : BASE_REFERENCE;
  const store = new MemoryLaneStore();
  const records = scenario.records.map(({ at, ...record }) => ({ ...record, timestamp: START_MS + at }));
  const until = scenario.until === undefined ? {} : { until: START_MS + scenario.until };
  const { clearances } = await runEngine(data, records, { store, ...until });
  const options = { store, reference: buildReference(data), digest: createDigest('testkit') };
  const ids = [...new Set(clearances.map(({ parcelId }) => parcelId))];
  return { explanations: (await Promise.all(ids.map((id) => explainNumber(id, options)))).flat(), clearances };
}

describe('an explanation', () => {
  it.each(SCENARIOS.map((scenario): [string, Scenario] => [scenario.name, scenario]))(
    'fits %s',
    async (_name, scenario) => {
      const { explanations, clearances } = await explained(scenario);
      for (const { parcelId, decisions, timeline, status, summary } of explanations) {
        const own = clearances.filter((clearance) => clearance.parcelId === parcelId);
        expect(decisions.map(({ clearanceId, outcome }) => `${clearanceId} ${outcome}`)).toEqual(
          own.map(({ clearanceId, outcome }) => `${clearanceId} ${outcome}`),
        );
        expect(timeline.filter(({ kind }) => kind === 'decision')).toHaveLength(own.length);
        expect([status === 'RELEASED', summary.includes('is released')]).toEqual([
          status === 'RELEASED',
          status === 'RELEASED',
        ]);
        for (const [index, decision] of decisions.entries()) expectRulesFit(decision, own[index]!);
      }
    },
  );

  it('tells what each rule asks for on a parcel that passed them all', async () => {
    const passed = SCENARIOS.map(explained);
    const decisions = (await Promise.all(passed)).flatMap(({ explanations }) =>
      explanations.flatMap((one) => one.decisions),
    );
    const seen = new Set(
      decisions
        .flatMap(({ rules }) => rules.filter(({ result, evidence }) => result === 'passed' && evidence.length > 0))
        .map(({ rule }) => rule),
    );
    expect([...MATCH_RULES, ...CLEAR_RULES].map(({ reason }) => reason).filter((reason) => !seen.has(reason))).toEqual(
      [],
    );
  });

  it('says of every outcome what became of the parcel, in words and not in codes', async () => {
    const all = (await Promise.all(SCENARIOS.map(explained))).flatMap(({ explanations }) => explanations);
    const outcomes = new Set(all.map(({ status }) => status));
    expect([...outcomes].sort()).toEqual(expect.arrayContaining([...OUTCOMES].sort()));
    expect(
      all.filter(({ summary }) => /[A-Z]+_[A-Z]+|undefined|NaN/.test(summary)).map(({ summary }) => summary),
    ).toEqual([]);
    const ruled = all.filter(({ status }) => status === 'DETAINED');
    expect(
      ruled.filter(({ summary }) => !/^Officer .+ detained the parcel, giving the reason “.+”\./.test(summary)),
    ).toEqual([]);
  });

  it('says what is left of a parcel after a return', async () => {
    const all = (await Promise.all(SCENARIOS.map(explained))).flatMap(({ explanations }) => explanations);
    const returned = all.filter(
      ({ status, summary }) => status === 'RETURNED' && summary.startsWith('The buyer returned'),
    );
    const amounts = returned.map(({ summary }) => summary.match(/\d+\.\d\d/g));
    expect(amounts.some((found) => found?.every((amount) => amount === '0.00'))).toBe(true);
    expect(amounts.some((found) => found?.every((amount) => amount !== '0.00'))).toBe(true);
  });

  it('finds nothing of a number that never came', async () => {
    const options = {
      store: new MemoryLaneStore(),
      reference: buildReference(BASE_REFERENCE),
      digest: createDigest('t'),
    };
    expect(await explainNumber('nobody', options)).toEqual([]);
  });
});

const OUTCOMES = [
  ...['RELEASED', 'REFUSED', 'EXPIRED', 'INSPECTION', 'MANUAL_REVIEW'],
  ...['CANCELLED', 'RETURNED', 'DETAINED', 'CLOSED'],
];

/** Every reason of the clearance stands under its rule, with the values that the rule's own evidence shows. */
function expectRulesFit({ rules }: Explanation['decisions'][number], { reasons, warnings }: Clearance): void {
  if (rules.length === 0) return;
  expect(rules.flatMap((rule) => rule.reasons)).toEqual(expect.arrayContaining([...reasons, ...warnings]));
  expect(rules.filter(({ result }) => result === 'failed').map(({ rule }) => rule)).toEqual([
    ...new Set(reasons.map(({ reason }) => reason)),
  ]);
  for (const { rule, evidence, reasons: own } of rules) {
    for (const { left } of own) {
      if (rule === 'STOCK_SHORT' || !left) continue;
      expect(evidence.map((one) => `${one.left.document}.${one.left.field}.${one.left.gnum}`)).toContain(
        `${left.document}.${left.field}.${left.gnum}`,
      );
    }
    const limits = evidence.filter(({ relation }) => relation === '≤');
    for (const { left, right } of limits) {
      if (own.length === 0 && rule !== 'SINGLE_LIMIT') expect(decimal(left.value) <= decimal(right?.value)).toBe(true);
    }
  }
}
