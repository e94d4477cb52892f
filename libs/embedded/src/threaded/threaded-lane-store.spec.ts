import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { laneStoreSuite } from '@sandan/pipeline/suites';
import { EmbeddedLaneStore } from '../store/embedded-lane-store';
import { hostLaneStore } from './store-host';
import { ThreadedLaneStore } from './threaded-lane-store';

/** Both ends over a channel, as between two threads; every message is copied on the way all the same. */
function open(folder: string) {
  const hosted = EmbeddedLaneStore.open(folder, { sync: false });
  const { port1, port2 } = new MessageChannel();
  hostLaneStore(port1, hosted);
  const store = new ThreadedLaneStore(port2, EmbeddedLaneStore.open(folder, { sync: false }));
  return {
    store,
    close: async () => {
      await store.close();
      await hosted.close();
    },
  };
}

laneStoreSuite('LMDB behind a channel', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandan-store-'));
  let opened = open(folder);
  return {
    store: opened.store,
    reopen: async () => {
      await opened.close();
      opened = open(folder);
      return opened.store;
    },
    destroy: async () => {
      await opened.close();
      await rm(folder, { recursive: true });
    },
  };
});

test('a call that was under way when the host went away fails instead of waiting', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandan-store-'));
  const { port1, port2 } = new MessageChannel();
  const reader = EmbeddedLaneStore.open(folder, { sync: false });
  const store = new ThreadedLaneStore(port2, reader);
  const claim = store.claim({ stage: 'parcel', lane: 0 }, 'a', {
    offsets: {},
    clock: 0,
    wallAt: 0,
    serials: {},
    marks: {},
  });
  port1.close();
  await expect(claim).rejects.toThrow(/has ended/);
  await store.close();
  await rm(folder, { recursive: true });
});
