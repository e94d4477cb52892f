import { INBOUND_TOPICS } from '@sandan/contracts';
import type { LaneRef, StateRow } from '@sandan/pipeline';
import { claimForgets, type PlantedBug, storeWith } from './planted-bug';

const NOTHING = new Uint8Array();
const INBOUND: ReadonlySet<string> = new Set(INBOUND_TOPICS);

export const RECOVERY_BUGS: PlantedBug[] = [
  {
    name: 'outputs-not-kept',
    about: 'Entries are stored without their outputs: a crash before the publish leaves partners without an answer.',
    plant: storeWith((store) => ({ append: (lane, entry) => store.append(lane, { ...entry, outputs: NOTHING }) })),
  },
  {
    name: 'recovery-tells-nothing-again',
    about: 'A new owner does not publish the last outputs again: what its predecessor could not tell is lost.',
    plant: storeWith((store) => ({
      entries: async function* (lane, from) {
        for await (const entry of store.entries(lane, from)) yield { ...entry, outputs: NOTHING };
      },
    })),
  },
  {
    name: 'misplaced-records-lost',
    about: 'A record in a wrong partition is passed over instead of being sent on.',
    plant: {
      publisher: ({ publish }) => ({
        publish: (records) => publish(records.filter(({ topic }) => !INBOUND.has(topic))),
      }),
    },
  },
  {
    name: 'recovery-folds-nothing',
    about: 'A new owner trusts the saved states and skips the journal: what came after the checkpoint is forgotten.',
    plant: storeWith(() => ({
      entries: async function* () {
        return;
      },
    })),
  },
  {
    name: 'saved-heads-claim-too-much',
    about: 'A new owner is told that saved states go further than they do: what came after them is not folded.',
    plant: storeWith((store) => ({
      ...(store.heads && {
        heads: async (lane: LaneRef, keys: readonly string[]) => {
          const heads = [...(await store.heads!(lane, keys))];
          return new Map(heads.map(([key, head]) => [key, { ...head, seq: head.seq + 1 }]));
        },
      }),
    })),
  },
  {
    name: 'deadlines-forgotten',
    about: 'A new owner does not read who waits until when: windows never end.',
    plant: storeWith(() => ({
      due: async function* () {
        return;
      },
    })),
  },
  {
    name: 'serials-reused',
    about: 'A new owner counts serials from the beginning: two parcels get one inventory number.',
    plant: claimForgets((head) => ({ ...head, serials: {} })),
  },
  {
    name: 'watermarks-lost',
    about: 'A new owner forgets which messages were taken: one that is told again reserves again.',
    plant: claimForgets((head) => ({ ...head, marks: {} })),
  },
  {
    name: 'clock-goes-back',
    about: 'A new owner begins with the clock at zero: deadlines and moments of a lane go back.',
    plant: claimForgets((head) => ({ ...head, clock: 0 })),
  },
  {
    name: 'chain-mark-lost',
    about: 'A new owner begins a new chain of decisions: the break cannot be told from an edit.',
    plant: claimForgets(({ chain: _chain, ...head }) => head),
  },
  {
    name: 'offsets-lost',
    about: 'A new owner reads from the beginning again: every record is decided twice.',
    plant: claimForgets((head) => ({ ...head, offsets: {} })),
  },
  {
    name: 'checkpoint-without-rows',
    about: 'A checkpoint moves on although a part of its states was not saved.',
    plant: storeWith((store) => ({
      checkpoint: (lane, rows, seq) => store.checkpoint(lane, rows.slice(0, rows.length >> 1), seq),
    })),
  },
  {
    name: 'checkpoint-past-the-waiting',
    about: 'A checkpoint counts as one of all states although it left out those that wait for other documents.',
    plant: storeWith((store) => ({
      checkpoint: (lane, rows, seq) => store.checkpoint(lane, rows, Math.max(seq, ...rows.map((row) => row.seq))),
    })),
  },
  {
    name: 'older-row-replaces-newer',
    about: 'A late checkpoint of a former owner overwrites what the new owner has saved.',
    plant: {
      store: (store, { process, disk }) => ({
        ...store,
        checkpoint: (lane, rows, seq) =>
          process.call('store checkpoint', () => {
            const data = disk.lane(lane);
            for (const row of rows) data.states.set(row.key, row);
            data.checkpointSeq = Math.max(data.checkpointSeq, seq);
          }),
      }),
    },
  },
  {
    name: 'cache-kept-over-a-lost-lane',
    about: 'A process that lost a lane and gets it back goes on with the states it had.',
    plant: {
      store: (store, { process }) => {
        const kept = keptBy(process);
        const name = (stage: string, lane: number, key: string) => `${stage}/${lane} ${key}`;
        return {
          ...store,
          load: async ({ stage, lane }, keys) => {
            const rows = await store.load({ stage, lane }, keys);
            for (const key of keys) {
              const row = kept.get(name(stage, lane, key)) ?? rows.get(key);
              if (!row) continue;
              kept.set(name(stage, lane, key), row);
              rows.set(key, row);
            }
            return rows;
          },
        };
      },
    },
  },
];

const caches = new WeakMap<object, Map<string, StateRow>>();

function keptBy(process: object): Map<string, StateRow> {
  let kept = caches.get(process);
  if (!kept) caches.set(process, (kept = new Map()));
  return kept;
}
