import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditStore } from '@sandan/audit';
import { loadReference } from '@sandan/config';
import { buildReference, type Reference } from '@sandan/domain';
import { copyEnvironment, EmbeddedReader } from '@sandan/embedded';
import { type OutboundRecord, SILENT } from '@sandan/pipeline';
import { generateDay } from '../../../../seeds/day';
import { EmbeddedEngine } from '../run/embedded-engine';
import { buyersOf } from './buyers';

const SETTLE_MS = 60_000;

describe('a copy of a running embedded engine', () => {
  let root: string;
  let reference: Reference;
  const records: OutboundRecord[] = [...generateDay({ parcels: 150, seed: 5, curve: 'peak' })].map((record) => ({
    ...record,
    value: typeof record.value === 'string' ? record.value : JSON.stringify(record.value),
  }));
  const numbers = [...new Set(records.map(({ key }) => String(key)))];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'backup-'));
    reference = buildReference(await loadReference(join(__dirname, '..', '..', '..', '..', 'seeds', 'reference')));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  function open(folder: string): Promise<EmbeddedEngine> {
    return EmbeddedEngine.open(folder, reference, SILENT, { idleClockMs: 0 });
  }

  /** What became of every number: outcomes, reasons and numbers of all its clearances. */
  function outcomes(engine: EmbeddedEngine): string[] {
    return numbers.map((number) => JSON.stringify(engine.parcel(number)?.parcels.map(({ clearances }) => clearances)));
  }

  it('is put back after a loss, catches up from the records sent again, and has every law', async () => {
    const [lost, copy, restored, calm] = ['lost', 'copy', 'restored', 'calm'].map((name) =>
      join(root, name),
    ) as Folders;
    const engine = await open(lost);
    await engine.accept(records.slice(0, 200));
    await engine.settled(SETTLE_MS);
    const accepting = engine.accept(records.slice(200, 300));
    mkdirSync(join(copy, 'lmdb'), { recursive: true });
    cpSync(join(lost, 'buyer-key'), join(copy, 'buyer-key'));
    await copyEnvironment(join(lost, 'lmdb'), join(copy, 'lmdb'));
    await accepting;
    await engine.close();
    rmSync(lost, { recursive: true });

    cpSync(copy, restored, { recursive: true });
    const again = await open(restored);
    await again.accept(records);
    expect(await again.settled(SETTLE_MS)).toBe(true);
    const undisturbed = await open(calm);
    await undisturbed.accept(records);
    expect(await undisturbed.settled(SETTLE_MS)).toBe(true);
    expect(outcomes(again)).toEqual(outcomes(undisturbed));
    await again.close();
    await undisturbed.close();

    const store = new EmbeddedReader(join(restored, 'lmdb'));
    const { laws } = await auditStore({ store, reference, ...buyersOf(restored, reference), pieces: 2 });
    await store.close();
    expect(laws.flatMap(({ law, breaks }) => breaks.map((one) => ({ law, ...one })))).toEqual([]);
  });
});

type Folders = [lost: string, copy: string, restored: string, calm: string];
