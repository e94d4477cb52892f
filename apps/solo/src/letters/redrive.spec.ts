import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildReference } from '@sandan/domain';
import { type OutboundRecord, SILENT } from '@sandan/pipeline';
import { BASE_REFERENCE, START_MS } from '../../../../seeds/scenarios';
import { bundleAt } from '../../../../seeds/scenarios/records';
import type { ScenarioRecord } from '../../../../seeds/scenarios/scenario';
import { EmbeddedEngine } from '../run/embedded-engine';
import { openDesk } from './open-desk';

const SETTLE_MS = 30_000;
/** A minute after the parcel was decided. */
const GATE_AT = 62_000;

describe('a dead letter of an embedded engine', () => {
  let folder: string;
  let engine: EmbeddedEngine;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redrive-'));
    engine = await open();
  });
  afterEach(async () => {
    await engine.close();
    rmSync(folder, { recursive: true });
  });

  it('that came too early has its effect when it is sent again', async () => {
    const [order, ...rest] = bundleAt(0).map(sent);
    const parcelId = parcelIdOf(order!);
    const gateOut = { noticeId: `${parcelId}:1:SHIP`, passedAt: '2026-11-11T00:01:00+08:00' };
    await engine.accept([order!, { ...order!, topic: 'gate-outs.v1', value: JSON.stringify(gateOut) }]);
    await engine.accept(rest);
    expect(await engine.settled(SETTLE_MS)).toBe(true);

    expect(outcomes(parcelId)).toEqual(['RELEASED']);
    await engine.close();

    const { desk, recordTime, close } = await openDesk({ store: folder });
    const letters = (await desk.book()).select({ state: 'open' });
    expect(letters.map(({ id }) => id)).toEqual(['gate-outs.v1/0/0']);
    await desk.redrive(letters, 'me', (await recordTime()) + GATE_AT);
    expect((await desk.book()).select({ state: 'open' })).toEqual([]);
    await close();

    engine = await open();
    expect(await engine.settled(SETTLE_MS)).toBe(true);
    expect(outcomes(parcelId)).toEqual(['RELEASED', 'CLOSED']);
  });

  function open(): Promise<EmbeddedEngine> {
    return EmbeddedEngine.open(folder, buildReference(BASE_REFERENCE), SILENT, { idleClockMs: 0, sync: false });
  }

  function outcomes(parcelId: string): string[] {
    return engine.parcel(parcelId)!.parcels.flatMap(({ clearances }) => clearances.map(({ outcome }) => outcome));
  }
});

function sent({ at, topic, key, value }: ScenarioRecord): OutboundRecord {
  const { orderNo } = value as { orderNo: string };
  return { topic, key: key ?? orderNo, value: JSON.stringify(value), timestamp: START_MS + at };
}

function parcelIdOf({ value }: OutboundRecord): string {
  const { ebpCode, orderNo } = JSON.parse(String(value)) as { ebpCode: string; orderNo: string };
  return `${ebpCode}:${orderNo}`;
}
