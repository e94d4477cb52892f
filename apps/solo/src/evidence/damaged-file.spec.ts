import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditStore } from '@sandan/audit';
import { loadReference } from '@sandan/config';
import { buildReference, type Reference } from '@sandan/domain';
import { EmbeddedEnvironment, EmbeddedReader } from '@sandan/embedded';
import { type OutboundRecord, SILENT } from '@sandan/pipeline';
import { generateDay } from '../../../../seeds/day';
import { mix32 } from '../../../../seeds/prng';
import { EmbeddedEngine } from '../run/embedded-engine';
import { buyersOf } from './buyers';

const SEED = 20261111;
const FLIPS = 16;

/**
 * Promise: whatever byte of a journal on the disk is flipped, the audit reads on and tells. What nothing is decided by
 * (the text of a receipt, a clock of the wall) may be changed without a law being broken.
 */
describe('a journal of which one byte on the disk was flipped', () => {
  let root: string;
  let lmdb: string;
  let reference: Reference;
  let keys: unknown[];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'damaged-'));
    lmdb = join(root, 'lmdb');
    reference = buildReference(await loadReference(join(__dirname, '..', '..', '..', '..', 'seeds', 'reference')));
    const engine = await EmbeddedEngine.open(root, reference, SILENT, { idleClockMs: 0 });
    const records = [...generateDay({ parcels: 60, seed: 5, curve: 'peak' })].map((record): OutboundRecord => {
      return { ...record, value: typeof record.value === 'string' ? record.value : JSON.stringify(record.value) };
    });
    for (let from = 0; from < records.length; from += 50) {
      await engine.accept(records.slice(from, from + 50));
      await engine.settled(60_000);
    }
    await engine.close();
    keys = await inJournal((journal) => [...journal.getKeys()]);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  type Journal = ReturnType<EmbeddedEnvironment['root']['openDB']>;

  async function inJournal<T>(work: (journal: Journal) => T | Promise<T>): Promise<T> {
    const environment = EmbeddedEnvironment.open(lmdb);
    const result = await work(environment.root.openDB('journal', { encoding: 'binary' }) as Journal);
    await environment.close();
    return result;
  }

  async function breaks(): Promise<number> {
    const store = new EmbeddedReader(lmdb);
    const { laws } = await auditStore({ store, reference, ...buyersOf(root, reference), pieces: 1 });
    await store.close();
    return laws.reduce((sum, { broken }) => sum + broken, 0);
  }

  it('is read on from, and mostly told', async () => {
    expect(await breaks()).toBe(0);
    let told = 0;
    for (let flip = 0; flip < FLIPS; flip++) {
      const drawn = mix32(SEED + flip);
      const key = keys[drawn % keys.length] as string[];
      const before = await inJournal(async (journal) => {
        const value = Buffer.from(journal.get(key) as Buffer);
        const flipped = Buffer.from(value);
        flipped[mix32(drawn) % value.length]! ^= 1 << (drawn % 8);
        await journal.put(key, flipped);
        return value;
      });
      if ((await breaks()) > 0) told++;
      await inJournal((journal) => journal.put(key, before));
    }
    expect(await breaks()).toBe(0);
    expect([`seed ${SEED}`, told > FLIPS / 2]).toEqual([`seed ${SEED}`, true]);
  }, 60_000);
});
