import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stackDown, stackUp, startMongodAgain } from '../../deploy/stack';
import { faultRun, measured } from './fault-run';
import { describeReal, STACK_FOLDER } from './real-stack';
import { SmallDisk } from './small-disk';

const PARCELS = 4_000;
const BACK_WITHIN_SECONDS = 15;
/** Its journal takes 100 MiB for itself. */
const DISK_MEBIBYTES = 700;
const FULL_FOR_MS = 20_000;

/** Promise: a full disk stops the engine and loses nothing. */
describeReal('a full disk', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(STACK_FOLDER, 'disks-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('under mongod ends in nothing lost once there is room and mongod runs again', async () => {
    const disk = SmallDisk.at(join(folder, 'mongod', 'data'), DISK_MEBIBYTES);
    if (!disk) return void process.stderr.write('SKIPPED: a full disk under mongod; it needs the right to mount\n');
    let recoveries: number[] = [];
    try {
      const stack = await stackUp({ folder });
      await faultRun(stack, {
        fault: 'disk full under mongod',
        how: `for ${FULL_FOR_MS / 1000} s; then there is room, and its supervisor starts it again`,
        parcels: PARCELS,
        disturb: async (run) => {
          await sleep(3_000);
          const figures = await measured(run, async () => {
            disk.fill();
            await sleep(FULL_FOR_MS);
            disk.makeRoom();
            await startMongodAgain(stack).catch((error: Error) => {
              // It may have survived.
              if (!error.message.includes('still runs')) throw error;
            });
          });
          recoveries = [await run.untilFlowing()];
          return { recoveries, ...figures };
        },
      });
      expect(Math.max(...recoveries)).toBeLessThanOrEqual(BACK_WITHIN_SECONDS);
    } finally {
      await stackDown({ folder });
      disk.remove();
    }
  });
});
