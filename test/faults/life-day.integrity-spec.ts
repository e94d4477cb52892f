import type { AuditReport, ChainReport, Explanation } from '@sandan/audit';
import type { Clearance } from '@sandan/domain';
import type { SentRecord } from '@sandan/testkit';
import { generateDay } from '../../seeds/day';
import { REFERENCE_FOLDER, type UndisturbedRun, undisturbedRun } from './day-run';
import { PortRun, shortened, UNHARMED } from './port-run';
import { describeReal, freshStack } from './real-stack';
import { sandan } from './sandan-command';

interface ReplayFigures {
  recorded: number;
  replayed: number;
  same: number;
  faults: number;
  differences: object[];
}

/**
 * Promise: changes, rulings, cancellations, gate-outs, returns and arrivals over five weeks end on Kafka and MongoDB, stage
 * by stage, as they do in one process; quota and stock are the same; and the store that they leave proves itself. The five
 * weeks lie in the topics before the processes start: fed in seconds to a running port, a record would come before one of
 * another topic that is older by days, and which of them a lane meets first would be chance.
 */
describeReal('a day with life', () => {
  const records = [...generateDay({ parcels: 1_500, seed: 20261111, curve: 'normal', life: true })] as SentRecord[];
  let expected: UndisturbedRun;
  let clearances: Clearance[];
  let run: PortRun;
  let evidence: string[];

  beforeAll(async () => {
    expected = await undisturbedRun(records);
    clearances = Object.entries(expected.outcome.clearances).map(([clearanceId, decided]) => {
      return { clearanceId, ...(decided as object) } as Clearance;
    });
    const stack = await freshStack();
    run = await PortRun.open({ name: 'life-day', stack, preloaded: records });
    evidence = ['--mongo', stack.mongoUri, '--reference', REFERENCE_FOLDER];
  });

  afterAll(() => run?.close());

  it('comes to every outcome, and ends as an undisturbed run does', async () => {
    expect(new Set(clearances.map(({ outcome }) => outcome)).size).toBe(9);
    expect(shortened(await run.verdict(expected))).toEqual(UNHARMED);
  });

  it('leaves a store in which every law holds', async () => {
    const { status, json } = await sandan<AuditReport>('audit', ...evidence, '--json');
    const { laws, underway } = json;
    expect(laws.flatMap(({ law, breaks }) => breaks.map((one) => ({ law, ...one })))).toEqual([]);
    expect(laws.filter(({ checked }) => checked === 0)).toEqual([]);
    expect({ status, underway }).toEqual({ status: 0, underway: 0 });
  });

  it('leaves a chain that holds every decision', async () => {
    const { status, json } = await sandan<ChainReport>('audit', 'chain', ...evidence.slice(0, 2), '--json');
    expect(json).toMatchObject({ decisions: clearances.length, breaks: [], faults: [] });
    expect(status).toBe(0);
  });

  it.each(['2026-11-11', '2026-11-20', '2026-12-01'])('decides %s again as it was', async (day) => {
    const { status, json } = await sandan<ReplayFigures>('replay', '--day', day, ...evidence, '--json');
    const { recorded, replayed, same, faults } = json;
    expect(json.differences).toEqual([]);
    expect({ status, replayed, same, faults }).toEqual({ status: 0, replayed: recorded, same: recorded, faults: 0 });
    expect(recorded).toBeGreaterThan(3);
  });

  it('explains a parcel of every outcome', async () => {
    for (const outcome of new Set(clearances.map((clearance) => clearance.outcome))) {
      const { clearanceId } = clearances.find((clearance) => clearance.outcome === outcome)!;
      const parcelId = clearanceId.replace(/:\d+$/, '');
      const { json } = await sandan<Explanation[]>('explain', parcelId, ...evidence, '--json');
      const [explanation, ...others] = json;
      expect(others).toEqual([]);
      expect(explanation!.decisions.map((decision) => [decision.clearanceId, decision.outcome])).toContainEqual([
        clearanceId,
        outcome,
      ]);
      expect(explanation!.timeline.length).toBeGreaterThan(2);
    }
  });
});
