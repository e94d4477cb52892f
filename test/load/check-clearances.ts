import { KafkaLog } from '@sandan/kafka';
import { readToEnd } from '../../apps/solo/src/letters/read-to-end';
import { OutcomeDigest } from '../faults/outcome-digest';
import { toldFrom } from '../faults/told-outputs';
import { recordsIn } from './preload';

const CLEARANCES = 'clearances.v1';

/**
 * Reads every clearance: of clean parcels each is cleared, and once. Where there are several processes of an app (`each`), a
 * lane that goes to another one tells its last outputs again, the same ones (contract 3). Returns how many were told again.
 */
export async function checkClearances(brokers: readonly string[], parcels: number, each = 1): Promise<number> {
  const digest = new OutcomeDigest();
  const log = new KafkaLog({ brokers: [...brokers], clientId: 'sandan-bench-check' });
  try {
    await readToEnd(log, CLEARANCES, (records) => records.forEach((record) => digest.take(toldFrom(record))));
  } finally {
    await log.close();
  }
  const told = await recordsIn(brokers, CLEARANCES);
  const again = told - digest.outputs;
  if (digest.parcels !== parcels || digest.outputs !== parcels || (again > 0 && each === 1)) {
    const found = `${told} clearances, ${digest.outputs} of them different, of ${digest.parcels} parcels`;
    throw new Error(`${found}, for ${parcels} parcels`);
  }
  return again;
}
