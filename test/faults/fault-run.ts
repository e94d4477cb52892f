import type { SentRecord } from '@sandan/testkit';
import type { StackInfo } from '../../deploy/stack';
import { dayRecords, undisturbedRun } from './day-run';
import { countsOf, reportFault } from './fault-report';
import { type OutcomeView, PortRun, type PortRunOptions, shortened, UNHARMED } from './port-run';
import { spacedChanges } from './spaced-changes';

/** What a fault left to say. */
export interface Disturbed {
  /** Seconds to full service, each time. */
  recoveries: number[];
  /** Seconds for which the fault lasted, when a rate is worth telling. */
  lastedSeconds?: number;
  /** Clearances told meanwhile. */
  told?: number;
}

export interface FaultCase extends Omit<PortRunOptions, 'stack' | 'name'> {
  fault: string;
  how: string;
  parcels?: number;
  seed?: number;
  /** Default 400; about 130 parcels. */
  recordsPerSecond?: number;
  /** Changes the records of the day before they are sent; what is expected follows. */
  records?: (day: SentRecord[]) => SentRecord[];
  /** What of the outcomes is compared; default everything. */
  view?: OutcomeView;
  /** Wreaks the fault while the records come in, and resolves when it is over; left out = the records are the fault. */
  disturb?: (run: PortRun) => Promise<Disturbed>;
}

const PARCELS = Number(process.env['SANDAN_FAULT_PARCELS'] ?? 4_000);
const RECORDS_PER_SECOND = 400;
const CHANGES_APART_SECONDS = 4;

/** A day is fed while something goes wrong; afterwards everything must be as in the undisturbed run of its records. */
export async function faultRun(stack: StackInfo, faultCase: FaultCase): Promise<void> {
  const { fault, how, parcels = PARCELS, seed = 20261111, recordsPerSecond, records = asTheyAre, disturb } = faultCase;
  const perSecond = recordsPerSecond ?? RECORDS_PER_SECOND;
  const day = dayRecords({ parcels, seed, curve: 'normal' });
  const sent = records(spacedChanges(day, CHANGES_APART_SECONDS * perSecond));
  const expected = await undisturbedRun(sent);
  const run = await PortRun.open({ ...faultCase, name: fault.replaceAll(/\W+/g, '-'), stack });
  try {
    let isOver = disturb === undefined;
    const [disturbed, fed] = await Promise.all([
      disturb ? disturb(run).finally(() => (isOver = true)) : { recoveries: [] },
      measured(run, () => run.feed(sent, perSecond, () => !isOver)),
    ]);
    const { recoveries, lastedSeconds, told }: Disturbed = disturb ? disturbed : { ...disturbed, ...fed };
    const verdict = await run.verdict(expected, faultCase.view);
    reportFault({
      fault,
      how: [how, ...besides(run.fleet.deaths, verdict.answered ?? 0)].join('; '),
      parcels,
      ...countsOf(verdict),
      recoveries,
      ...(lastedSeconds !== undefined && told !== undefined && { parcelsPerSecond: told / lastedSeconds }),
    });
    expect(shortened(verdict)).toEqual(UNHARMED);
  } finally {
    await run.close();
  }
}

/** What else a row has to say. */
export function besides(deaths: number, answered: number): string[] {
  return [
    ...(deaths === 0 ? [] : [`processes started again by the supervisor: ${deaths}`]),
    ...(answered === 0 ? [] : [`answers to records that their sender repeated: ${answered}`]),
  ];
}

/** Runs some work and tells how long it took and how many clearances came meanwhile. */
export async function measured(
  run: PortRun,
  work: () => Promise<void>,
): Promise<{ lastedSeconds: number; told: number }> {
  const [began, before] = [performance.now(), await run.clearancesTold()];
  await work();
  const lastedSeconds = (performance.now() - began) / 1000;
  return { lastedSeconds, told: (await run.clearancesTold()) - before };
}

function asTheyAre(day: SentRecord[]): SentRecord[] {
  return day;
}
