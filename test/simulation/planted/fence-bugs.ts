import { LaneLostError, type JournalEntry, MemoryLaneStore, unpackOutputs } from '@sandan/pipeline';
import { type PlantedBug, storeWith } from './planted-bug';

const NOTHING = new Uint8Array();

export const FENCE_BUGS: PlantedBug[] = [
  {
    name: 'no-fence',
    about: 'A runner that lost its lane appends its entry behind the new owner’s: two of them decide one lane.',
    plant: {
      store: (store, { process, disk }) => ({
        ...store,
        append: async (lane, entry) => {
          try {
            await store.append(lane, entry);
          } catch (error) {
            if (!(error instanceof LaneLostError)) throw error;
            const server = new MemoryLaneStore(disk);
            await process.call('store append', async () =>
              server.append(lane, { ...entry, seq: (await server.lastSeq(lane)) + 1 }),
            );
          }
        },
      }),
    },
  },
  {
    name: 'offsets-before-state',
    about:
      'How far the lane has read is stored first, what it decided in a second call: a crash between loses decisions.',
    plant: {
      store: (store, { process, disk }) => ({
        ...store,
        append: async (lane, entry) => {
          await store.append(lane, { ...entry, facts: NOTHING, outputs: NOTHING });
          await process.call('store append facts', () => {
            const { journal } = disk.lane(lane);
            journal[entry.seq - 1] = { ...journal[entry.seq - 1]!, facts: entry.facts, outputs: entry.outputs };
          });
        },
      }),
    },
  },
  {
    name: 'told-before-durable',
    about: 'Outputs are published before their entry is appended: a lost lane has told what never happened.',
    plant: {
      store: (store, { publisher }) => ({
        ...store,
        append: async (lane, entry) => {
          await publisher.publish(unpackOutputs(entry.outputs));
          await store.append(lane, entry);
        },
      }),
    },
  },
  {
    name: 'committed-before-durable',
    about: 'The append is not waited for: the offset is committed, and the record gone, before anything is on disk.',
    plant: storeWith((store) => ({
      append: async (lane, entry) => {
        store.append(lane, entry).catch(() => undefined);
      },
    })),
  },
  {
    name: 'append-tried-again-elsewhere',
    about: 'An append whose answer was lost is tried again under the next number: its facts count twice.',
    plant: storeWith((store) => ({
      append: async (lane, entry: JournalEntry) => {
        try {
          await store.append(lane, entry);
        } catch (error) {
          if (error instanceof LaneLostError) throw error;
          await store.append(lane, { ...entry, seq: entry.seq + 1 });
        }
      },
    })),
  },
];
