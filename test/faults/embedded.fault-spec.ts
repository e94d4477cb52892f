import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Prng } from '../../seeds/prng';
import { describeReal, STACK_FOLDER } from './real-stack';
import { SmallDisk } from './small-disk';
import type { SoloProcess } from './solo-process';
import { soloRun } from './solo-run';
import { tearTail } from './torn-tail';

const SEED = 20261111;
const PARCELS = 3_000;
const BACK_WITHIN_SECONDS = 15;
const KILLS = 5;
const SMALL_MEBIBYTES = 8;
const LARGE_MEBIBYTES = 512;
const FULL_FOR_MS = 8_000;

const fullDisk = (data: string): string => `sandan: the store in ${data} cannot be written; its disk is full (`;

/** Promise: an embedded engine that was killed, or whose disk was full or torn, goes on as if nothing had been. */
describeReal('the embedded engine', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(STACK_FOLDER, 'solo-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function through(
    fault: string,
    how: string,
    data: string,
    disturb: (solo: SoloProcess) => Promise<number[]>,
  ): Promise<void> {
    const recoveries = await soloRun({ fault, how, parcels: PARCELS, data, logFolder: STACK_FOLDER, disturb });
    expect(Math.max(...recoveries)).toBeLessThanOrEqual(BACK_WITHIN_SECONDS);
  }

  it('loses and changes nothing when it is killed again and again', async () => {
    const chance = new Prng(SEED);
    const how = `${KILLS} kills at random moments, seed ${SEED}`;
    await through('SIGKILL of the embedded engine', how, join(folder, 'data'), async (solo) => {
      const recoveries: number[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        await sleep(1_000 + chance.fraction() * 2_000);
        const since = performance.now();
        await solo.kill();
        recoveries.push(await solo.untilTaking(since));
      }
      return recoveries;
    });
  });

  it('goes on from the last whole commit when the tail of its file is torn', async () => {
    const data = join(folder, 'data');
    const how = 'killed three times while it writes; what the last whole commit does not use becomes garbage';
    await through('torn tail of the embedded store', how, data, async (solo) => {
      const recoveries: number[] = [];
      for (let round = 0; round < 3; round++) {
        await sleep(3_000);
        const since = performance.now();
        await solo.kill({ hold: true });
        expect(tearTail(join(data, 'lmdb', 'data.mdb'))).toBeGreaterThan(0);
        solo.goOn();
        recoveries.push(await solo.untilTaking(since));
      }
      return recoveries;
    });
  });

  it('refuses when its disk is full, and goes on by itself when there is room again', async () => {
    const disk = SmallDisk.at(join(folder, 'disk'), SMALL_MEBIBYTES);
    if (!disk) return void process.stderr.write('SKIPPED: a full disk; it needs the right to mount\n');
    try {
      const how = `${SMALL_MEBIBYTES} MiB fill up under load; ${FULL_FOR_MS / 1000} s after the first refusal there is room`;
      await through('disk full under the embedded store', how, join(disk.folder, 'data'), async (solo) => {
        while (solo.refusals === 0) await sleep(100);
        await sleep(FULL_FOR_MS);
        // It gives up with one line that says what to do, not with a stack.
        const said = expect.stringContaining(fullDisk(join(disk.folder, 'data'))) as string;
        expect(solo.endings.length).toBeGreaterThan(0);
        expect(solo.endings).toEqual(solo.endings.map(() => ({ code: 1, said })));
        const since = performance.now();
        disk.grow(LARGE_MEBIBYTES);
        return [await solo.untilTaking(since)];
      });
    } finally {
      disk.remove();
    }
  });
});
