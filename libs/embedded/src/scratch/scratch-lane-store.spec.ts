import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { laneStoreSuite } from '@sandan/pipeline/suites';
import { JournalFiles } from './journal-files';
import { ScratchLaneStore } from './scratch-lane-store';
import { hostJournal, ThreadedJournal } from './threaded-journal';

const NEW_LANE = { offsets: {}, clock: 0, wallAt: 0, serials: {}, marks: {} };

const alone = (folder: string) => {
  const journal = new JournalFiles(folder);
  const store = new ScratchLaneStore(folder, journal);
  return { store, close: () => store.close() };
};

/** The journal over a channel, as in another thread. */
const overChannel = (folder: string) => {
  const journal = new JournalFiles(folder);
  const { port1, port2 } = new MessageChannel();
  hostJournal(port1, journal);
  const store = new ScratchLaneStore(folder, new ThreadedJournal(port2));
  return {
    store,
    close: async () => {
      await store.close();
      await journal.close();
    },
  };
};

describe('scratch files of several threads', () => {
  it('leaves the states of a lane to the thread that has claimed it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandan-scratch-'));
    const journal = new JournalFiles(folder);
    await journal.claim({ stage: 'parcels', lane: 0 }, NEW_LANE);
    const other = new ScratchLaneStore(folder, journal);
    await other.claim({ stage: 'parcels', lane: 1 }, 'other', NEW_LANE);
    expect((await readdir(folder)).sort()).toEqual(['journal-parcels-0', 'journal-parcels-1', 'states-parcels-1']);
    await other.close();
    await rm(folder, { recursive: true });
  });
});

for (const [name, open] of Object.entries({ 'scratch files': alone, 'scratch files over a channel': overChannel })) {
  laneStoreSuite(name, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandan-scratch-'));
    let opened = open(folder);
    return {
      store: opened.store,
      reopen: async () => {
        await opened.close();
        return (opened = open(folder)).store;
      },
      destroy: async () => {
        await opened.close();
        await rm(folder, { recursive: true });
      },
    };
  });
}
