import type { DayRecord } from '../../../../seeds/day';
import { AS_FAST_AS_IT_GOES, type Pace } from './pace';
import type { WatchedClearance } from './parcel-watch';
import { runRehearsal } from './run-rehearsal';
import type { RehearsalTarget } from './target';

/** Tells a clearance for each waybill, as `times` says. */
class EchoTarget implements RehearsalTarget {
  stopped = false;
  private tell: (clearance: WatchedClearance) => void = () => undefined;
  private told = 0;

  constructor(private readonly times: (index: number) => number) {}

  start(onClearance: (clearance: WatchedClearance) => void): Promise<void> {
    this.tell = onClearance;
    return Promise.resolve();
  }

  send(records: readonly DayRecord[]): Promise<void> {
    for (const { topic, key } of records) {
      if (topic !== 'logistics.v1') continue;
      const orderNo = String(key);
      const clearance = {
        clearanceId: `P:${orderNo}:1`,
        parcelId: `P:${orderNo}`,
        orderNo,
        revision: 1,
        outcome: 'RELEASED',
      };
      for (let time = this.times(this.told++); time > 0; time--) this.tell(clearance);
    }
    return Promise.resolve();
  }

  lagRecords = (): Promise<number> => Promise.resolve(0);
  usage = () => ({ engine: { cpuSeconds: 1, peakRssMb: 100 } });
  rssMb = () => ({ engine: 90 });
  storedBytes = (): Promise<number> => Promise.resolve(50_000);

  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }
}

const rehearse = (target: RehearsalTarget, pace: Pace = AS_FAST_AS_IT_GOES) =>
  runRehearsal({
    stack: 'embedded',
    day: { parcels: 50, seed: 3, curve: 'flat', clean: true },
    pace,
    target,
    quietMs: 50,
  });

describe('a rehearsal', () => {
  it('counts what went in against what came out, and stops its target', async () => {
    const target = new EchoTarget(() => 1);
    const found = await rehearse(target);
    expect(found).toMatchObject({ expected: 50, decided: 50, lost: 0, doubled: 0, outcomes: { RELEASED: 50 } });
    expect(found.storedBytesPerParcel).toBe(1_000);
    expect(found.processes['engine']?.coreSecondsPerMillionParcels).toBe(20_000);
    expect(target.stopped).toBe(true);
  });

  it('finds a parcel that never came out, and one that came out twice', async () => {
    const found = await rehearse(new EchoTarget((index) => (index === 7 ? 0 : index === 8 ? 2 : 1)));
    expect(found).toMatchObject({ decided: 49, lost: 1, doubled: 1 });
  });

  it('measures from the moment a document was due, so that a late generator hides nothing', async () => {
    const found = await rehearse(new EchoTarget(() => 1), { name: 'long ago', dueAfterMs: () => -5_000 });
    expect(found.openModel).toBe(true);
    expect(found.latencyMs.p50).toBeGreaterThanOrEqual(5_000);
  });

  it('tells latencies of the warm-up apart, and counts its parcels', async () => {
    const rehearsal = (warmUpMs: number) =>
      runRehearsal({
        stack: 'embedded',
        day: { parcels: 50, seed: 3, curve: 'flat', clean: true },
        pace: { name: 'at once', dueAfterMs: () => 0 },
        warmUpMs,
        target: new EchoTarget(() => 1),
        quietMs: 50,
      });
    const within = await rehearsal(60_000);
    expect(within).toMatchObject({ decided: 50, lost: 0, latencyMs: { p99: Number.NaN }, warmUp: { seconds: 60 } });
    expect(within.warmUp!.latencyMs.p99).toBeGreaterThanOrEqual(0);
    const without = await rehearsal(0);
    expect(without.warmUp).toBeUndefined();
    expect(without.latencyMs.p99).toBeGreaterThanOrEqual(0);
  });

  it('stops its target also when it cannot start', async () => {
    const target = new EchoTarget(() => 1);
    target.start = () => Promise.reject(new Error('no port'));
    await expect(rehearse(target)).rejects.toThrow('no port');
    expect(target.stopped).toBe(true);
  });
});
