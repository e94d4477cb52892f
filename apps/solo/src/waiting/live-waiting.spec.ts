import { join } from 'node:path';
import { loadReference } from '@sandan/config';
import { buildReference } from '@sandan/domain';
import { Lane, MemoryLaneStore, PORT_HOSTING } from '@sandan/pipeline';
import { EngineRun, inboundRecords, laneOptions, type SentRecord } from '@sandan/testkit';
import { generateDay } from '../../../../seeds/day';
import { LiveWaiting } from './live-waiting';
import { readWaiting } from './read-waiting';
import { WAITING_HOURS } from './waiting-view';

const REFERENCE = join(__dirname, '../../../../seeds/reference');
const REF = { stage: PORT_HOSTING.name, lane: 0 };

describe('the waiting lists of a running engine', () => {
  it('are those of its journal, whether it was followed or read', async () => {
    const data = await loadReference(REFERENCE);
    const store = new MemoryLaneStore();
    const live = new LiveWaiting(store, REF, buildReference(data));
    const options = laneOptions(data, store, new EngineRun());
    const observer = { ...options.observer, flushed: live.follow.bind(live) };
    const lane = new Lane({ ...options, observer }, 0);
    await lane.open();
    const records = inboundRecords([
      ...generateDay({ parcels: 600, seed: 9, curve: 'normal', life: true }),
    ] as SentRecord[]);
    const half = Math.floor(records.length / 2);
    for (let from = 0; from < records.length; from += 100) {
      await lane.commit(await lane.decide(records.slice(from, from + 100)));
      // Somebody opens the page in the middle.
      if (from <= half && half < from + 100) await live.view(lane);
    }
    await lane.checkpoint();
    const { unlisted, ...seen } = await live.view(lane);
    const { now, ...read } = await readWaiting(store, {
      reference: buildReference(data),
      hours: WAITING_HOURS,
      limit: 8,
    });
    expect(now).toBe(lane.clock);
    expect(seen).toEqual(read);
    expect(unlisted).toBe(0);
    expect(read['not-out'].count).toBeGreaterThan(0);
    expect(read.return.count).toBeGreaterThan(0);
  });

  it('name bundles near their deadline with what they miss', async () => {
    const data = await loadReference(REFERENCE);
    const store = new MemoryLaneStore();
    const lane = new Lane(laneOptions(data, store, new EngineRun()), 0);
    await lane.open();
    const records = [...generateDay({ parcels: 400, seed: 9, curve: 'flat' })] as SentRecord[];
    await lane.commit(await lane.decide(inboundRecords(records)));
    await lane.checkpoint();
    const reference = buildReference(data);
    const { documents } = await readWaiting(store, { reference, hours: { ...WAITING_HOURS, documents: 24 }, limit: 5 });
    expect(documents.count).toBeGreaterThan(0);
    const missing = documents.oldest.map((item) => item.missing?.length ?? 0);
    expect(missing.filter((length) => length === 0)).toEqual([]);
    const until = documents.oldest.map((item) => item.until!);
    expect(until).toEqual([...until].sort());
  });
});
