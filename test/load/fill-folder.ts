import { join } from 'node:path';
import { EmbeddedEnvironment, EmbeddedLaneStore, EmbeddedLog } from '@sandan/embedded';
import type { LaneRef, StateRow } from '@sandan/pipeline';

const ROWS_AT_ONCE = 2_000;
const RECORDS_AT_ONCE = 5_000;
/** Copies of a lane stand so far behind it. */
const LANES_APART = 1_000;

/**
 * Fills the data folder of an embedded port that was stopped, and holds `stored` parcels of a real run, up to `wanted`:
 * copies of its states under other keys, of its journal under other lanes and of its topics under other names, so that the
 * file and its indexes are as large as those of a port after so many parcels.
 */
export async function fillFolder(
  folder: string,
  stored: number,
  wanted: number,
  say: (line: string) => void,
): Promise<void> {
  const environment = EmbeddedEnvironment.open(join(folder, 'lmdb'), { sync: false });
  try {
    const sample = new Sample(environment);
    const copies = Math.max(0, Math.ceil(wanted / stored) - 1);
    for (let copy = 1; copy <= copies; copy++) {
      await sample.copyTo(copy);
      say(`${Math.min(wanted, stored * (copy + 1))} of ${wanted} parcels stored`);
    }
  } finally {
    await environment.close();
  }
}

/** What a real run has left. */
class Sample {
  private readonly store: EmbeddedLaneStore;
  private readonly log: EmbeddedLog;
  private readonly stateKeys: [stage: string, lane: number, key: string][];
  private readonly topics: string[];
  private readonly lanes: Promise<LaneRef[]>;

  constructor(environment: EmbeddedEnvironment) {
    this.store = new EmbeddedLaneStore(environment);
    this.log = EmbeddedLog.open(environment, { partitions: 1 });
    const keysOf = (name: string): unknown[] => [...environment.root.openDB({ name, encoding: 'binary' }).getKeys()];
    this.stateKeys = keysOf('states') as [string, number, string][];
    this.topics = [...new Set(keysOf('log').flatMap((key) => (Array.isArray(key) ? [key[0] as string] : [])))];
    this.lanes = this.store.lanes();
  }

  async copyTo(copy: number): Promise<void> {
    for (const lane of await this.lanes) {
      await this.copyStates(lane, copy);
      await this.copyJournal(lane, copy);
    }
    for (const topic of this.topics) await this.copyTopic(topic, copy);
  }

  private async copyStates(lane: LaneRef, copy: number): Promise<void> {
    const keys = this.stateKeys.filter((key) => key[0] === lane.stage && key[1] === lane.lane).map((key) => key[2]);
    for (let from = 0; from < keys.length; from += ROWS_AT_ONCE) {
      const rows = await this.store.load(lane, keys.slice(from, from + ROWS_AT_ONCE));
      const copies = [...rows.values()].map((row): StateRow => ({ ...row, key: `${row.key}~${copy}` }));
      await this.store.checkpoint(lane, copies, 0);
    }
  }

  private async copyJournal(lane: LaneRef, copy: number): Promise<void> {
    const to = { ...lane, lane: lane.lane + copy * LANES_APART };
    const mentions = this.store.mentions(lane)[Symbol.asyncIterator]();
    let named = await mentions.next();
    for await (const entry of this.store.entries(lane, 1)) {
      const isNamed = !named.done && named.value.seq === entry.seq;
      await this.store.append(to, isNamed ? { ...entry, mentions: named.value.mentions } : entry);
      if (isNamed) named = await mentions.next();
    }
  }

  private async copyTopic(topic: string, copy: number): Promise<void> {
    for (let at = 0n; ;) {
      const records = this.log.read(topic, at, RECORDS_AT_ONCE);
      if (records.length === 0) return;
      at = records.at(-1)!.offset + 1n;
      await this.log.append(
        records.map(({ key, value, timestamp, headers }) => ({
          ...{ topic: `${topic}~${copy}`, key, value: value ?? '', timestamp, headers },
        })),
      );
    }
  }
}
