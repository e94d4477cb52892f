import { MemoryLaneDisk, MemoryLaneStore, Lane } from '@sandan/pipeline';
import { EngineRun, inboundRecords, laneOptions } from '@sandan/testkit';
import { BASE_REFERENCE, START_MS } from '../../seeds/scenarios';
import { orderAt } from '../../seeds/scenarios/records';

describe('a lane that is taken over', () => {
  it('keeps its deadlines when the former owner’s checkpoint arrives in the middle of the takeover', async () => {
    const disk = new MemoryLaneDisk();
    const { at, ...record } = orderAt(0);
    const former = new Lane(laneOptions(BASE_REFERENCE, new MemoryLaneStore(disk), new EngineRun()), 0);
    await former.open();
    await former.commit(await former.decide(inboundRecords([{ ...record, timestamp: START_MS + at }])));
    const store = new MemoryLaneStore(disk, {
      // After the saved deadlines were read, and before the journal is folded.
      before: (operation) => (operation === 'entries' ? former.checkpoint() : undefined),
    });
    const next = new Lane(laneOptions(BASE_REFERENCE, store, new EngineRun()), 0);
    await next.open();
    expect(next.earliestDeadlines(2)).toEqual(former.earliestDeadlines(2));
    expect(next.waiting).toBe(1);
  });
});
