import { auditStore, copyJournals } from '@sandan/audit';
import { loadReference } from '@sandan/config';
import { buildReference } from '@sandan/domain';
import { EmbeddedLaneStore } from '@sandan/embedded';
import { MongoLaneStore } from '@sandan/mongo';
import { createDigest } from '@sandan/pipeline';
import type { ToldRecord } from '@sandan/testkit';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { restorePortFrom } from '../../apps/solo/src/evidence/restore-port-from';
import type { StackInfo } from '../../deploy/stack';
import { dayRecords, REFERENCE_FOLDER, undisturbedRun } from './day-run';
import { engineOutcome } from './engine-outcome';
import { countsOf, reportFault } from './fault-report';
import { PortRun, shortened, UNHARMED } from './port-run';
import { describeReal, freshStack } from './real-stack';
import { dropDatabase } from './reset-port';
import { spacedChanges } from './spaced-changes';

const PARCELS = 3_000;
const SEED = 20261111;
const RECORDS_PER_SECOND = 600;
const BACK_WITHIN_SECONDS = 15;

/** Promise: a lost MongoDB is put back from a copy that was made under load, and nothing acknowledged is missing. */
describeReal('a lost database', () => {
  let stack: StackInfo;

  beforeAll(async () => {
    stack = await freshStack();
  });

  it('is restored from a copy, catches up from Kafka and has every law', async () => {
    const folder = mkdtempSync(join(stack.folder, 'copy-'));
    const records = spacedChanges(
      dayRecords({ parcels: PARCELS, seed: SEED, curve: 'normal' }),
      4 * RECORDS_PER_SECOND,
    );
    const expected = await undisturbedRun(records);
    const run = await PortRun.open({ name: 'restored', stack });
    try {
      const half = Math.floor(records.length / 2);
      await run.feed(records.slice(0, half), RECORDS_PER_SECOND);
      await Promise.all([run.feed(records.slice(half), RECORDS_PER_SECOND), backUp(stack, folder)]);
      // The last copy is old when the database is lost, in the middle of its work.
      await run.fleet.killAll();
      await dropDatabase(stack.mongoUri);

      const began = performance.now();
      const { mongoUri, brokers } = stack;
      await restorePortFrom({ from: folder, mongo: mongoUri, brokers, reference: REFERENCE_FOLDER, newTopics: false });
      const restoredSeconds = (performance.now() - began) / 1_000;
      await run.fleet.start();
      const seconds = await run.fleet.untilFullService(began);
      const verdict = await run.verdict(expected, asIs, (told) => engineOutcome(told.map(withoutTurns)));
      const how =
        `a copy made in the middle of a day under load, all processes killed at its end, the database dropped; ` +
        `${restoredSeconds.toFixed(1)} s of it the restore`;
      reportFault({
        fault: 'MongoDB lost and restored',
        how,
        parcels: PARCELS,
        ...countsOf(verdict),
        recoveries: [seconds],
      });
      expect(shortened(verdict)).toEqual(UNHARMED);
      expect(await brokenLaws(mongoUri)).toEqual([]);
      expect(seconds - restoredSeconds).toBeLessThanOrEqual(BACK_WITHIN_SECONDS);
    } finally {
      await run.close();
    }
  });
});

const asIs = <T>(outcome: T): T => outcome;

/**
 * What came after the copy was decided twice, in another order among the parcels: with the same outcome, and with other
 * numbers where they are given in turn, other times, and another mark on a buyer's year.
 */
function withoutTurns(told: ToldRecord): ToldRecord {
  if (told.topic === 'dead-letters.v1') return told;
  const { invtNo, decidedAt, returnTime, returnInfo, issuedAt, quota, ...rest } = JSON.parse(told.value) as Turns;
  void [invtNo, decidedAt, returnTime, returnInfo, issuedAt, quota];
  return { ...told, value: JSON.stringify(rest) };
}

type Turns = Partial<Record<'invtNo' | 'decidedAt' | 'returnTime' | 'returnInfo' | 'issuedAt' | 'quota', unknown>>;

async function backUp({ mongoUri }: StackInfo, folder: string): Promise<void> {
  const source = await MongoLaneStore.connect(mongoUri, { readOnly: true });
  const copy = EmbeddedLaneStore.open(join(folder, 'lmdb'));
  try {
    await copyJournals(source, copy);
  } finally {
    await copy.close();
    await source.close();
  }
}

async function brokenLaws(uri: string): Promise<unknown[]> {
  const store = await MongoLaneStore.connect(uri, { readOnly: true });
  try {
    const reference = buildReference(await loadReference(REFERENCE_FOLDER));
    const digest = createDigest('a key for invented buyers');
    const { laws } = await auditStore({ store, reference, digest, pieces: 2 });
    return laws.filter(({ broken }) => broken > 0).map(({ law, breaks }) => [law, breaks.slice(0, 3)]);
  } finally {
    await store.close();
  }
}
