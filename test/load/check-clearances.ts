import { KafkaLog } from '@sandan/kafka';
import { createHash } from 'node:crypto';
import { readToEnd } from '../../apps/solo/src/letters/read-to-end';
import { recordsIn } from './preload';

const CLEARANCES = 'clearances.v1';

/**
 * Of clean parcels each is cleared, and once. A lane that goes to another process tells its last outputs again, the same ones
 * (contract 3): those are read and counted. Returns how many were told again.
 */
export async function checkClearances(brokers: readonly string[], parcels: number): Promise<number> {
  const told = await recordsIn(brokers, CLEARANCES);
  const different = told > parcels ? await differentClearances(brokers) : { keys: told, contents: told };
  if (different.keys === parcels && different.contents === parcels) return told - parcels;
  const found = `${told} clearances of ${different.keys} parcels, ${different.contents} of them different`;
  throw new Error(`${found}, for ${parcels} parcels`);
}

async function differentClearances(brokers: readonly string[]): Promise<{ keys: number; contents: number }> {
  const keys = new Set<string>();
  const contents = new Set<string>();
  const log = new KafkaLog({ brokers: [...brokers], clientId: 'sandan-bench-check' });
  try {
    await readToEnd(log, CLEARANCES, (records) => {
      for (const { key, value } of records) {
        keys.add(Buffer.from(key ?? []).toString());
        contents.add(
          createHash('sha256')
            .update(value ?? '')
            .digest('base64'),
        );
      }
    });
  } finally {
    await log.close();
  }
  return { keys: keys.size, contents: contents.size };
}
