import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadReference } from '@sandan/config';
import { buildReference, type ReferenceData } from '@sandan/domain';
import { answerCalls, hostJournal, JournalFiles, ScratchLaneStore, ThreadedJournal } from '@sandan/embedded';
import { outputViews } from '@sandan/pipeline';
import { generateDay } from '../../../../seeds/day';
import { CLEAN_DEAL } from '../../../../seeds/scenarios/documents';
import { paymentAt } from '../../../../seeds/scenarios/records';
import { ClearFile } from './clear-file';
import type { ClearJob } from './clear-job';
import { laneSettings } from './lane-settings';
import { LedgerRounds, type Letter } from './ledger-rounds';
import { readLines } from './line-reader';
import { shardOf } from './line-share';
import { OutputFiles } from './output-files';
import { ShardRounds } from './shard-rounds';
import { addUp, type Summary } from './summary';

const TOPICS = ['receipts.v1', 'clearances.v1', 'release-notices.v1', 'dead-letters.v1'];

interface Cleared {
  summary: Summary;
  /** Sorted lines by topic. */
  lines: Record<string, string[]>;
}

let data: ReferenceData;
beforeAll(async () => {
  data = await loadReference(join(__dirname, '../../../../seeds/reference'));
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandan-shares-'));
});
jest.setTimeout(60_000);
afterEach(() => rmSync(folder, { recursive: true }));

/** All shards of a run, and its ledgers, in this thread, over the channels that join the threads of a command. */
async function clearIn(
  shards: number,
  text: string,
  pause = (): Promise<unknown> => Promise.resolve(),
  until?: number,
): Promise<Cleared> {
  const place = mkdtempSync(join(folder, 'run-'));
  const inFile = join(place, 'day.ndjson');
  writeFileSync(inFile, text);
  const reference = buildReference(data);
  const job: ClearJob = { reference: data, inFile, storeFolder: place, ...(until !== undefined && { until }) };
  const journal = new JournalFiles(place);
  const files = new OutputFiles(place);
  const bounds = { checkpointKeysMax: 50, cacheKeysMax: 1_000, cacheBytesMax: 1024 * 1024 };
  const store = new ScratchLaneStore(place, journal);
  const ledgers = new LedgerRounds({ ...laneSettings(job, reference, store), ...bounds }, shards);
  const runs = Array.from({ length: shards }, async (_, shard) => {
    const [journalEnds, ledgerEnds] = [new MessageChannel(), new MessageChannel()];
    const tell = (outputs: Uint8Array): void => files.write(outputViews(outputs));
    hostJournal(journalEnds.port1, journal, ({ outputs }) => tell(outputs), { tell });
    answerCalls(ledgerEnds.port1, {
      round: async (letters: Letter[]) => {
        const answer = await ledgers.ask(shard, letters);
        await pause();
        return answer;
      },
    });
    const threaded = new ThreadedJournal(journalEnds.port2);
    const parts = {
      job,
      lines: readLines(inFile),
      reference,
      store: new ScratchLaneStore(place, threaded),
      tell: (outputs: Uint8Array) => threaded.ask('tell', outputs),
      ...(shards > 1 && { rounds: new ShardRounds({ shard, shards, ledgerPort: ledgerEnds.port2 }) }),
    };
    const summary = await new ClearFile(parts, () => undefined).run();
    await parts.store.close();
    for (const { port1 } of [journalEnds, ledgerEnds]) port1.close();
    return summary;
  });
  const summary = addUp(await Promise.all(runs));
  files.close();
  await store.close();
  const linesOf = (topic: string): string[] =>
    readFileSync(join(place, `${topic}.ndjson`), 'utf8')
      .split('\n')
      .sort();
  return { summary, lines: Object.fromEntries(TOPICS.map((topic) => [topic, linesOf(topic)])) };
}

function dayText(parcels: number, seed: number, life = false): string {
  return [...generateDay({ parcels, seed, curve: 'peak', life })]
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('');
}

/**
 * The serial of a parcel depends on which lane gives it. In so small a day a block spans hours: what a cancellation gives back
 * while its parcel's ledgers are asked comes rounds later, and figures of the buyer's quota differ meanwhile.
 */
function withoutTurns(lines: readonly string[]): string[] {
  return lines
    .map((line) => line.replace(/(20\d\dI)\d{9}/g, '$1').replace(/"used(Before|After)":"[\d.]+"/g, ''))
    .sort();
}

describe('shards of a file', () => {
  it('decide like one thread', async () => {
    const text = dayText(1_200, 5, true);
    const [one, two, three] = [await clearIn(1, text), await clearIn(2, text), await clearIn(3, text)];
    for (const shared of [two, three]) {
      expect(shared.summary).toEqual(one.summary);
      for (const topic of TOPICS) expect(withoutTurns(shared.lines[topic]!)).toEqual(withoutTurns(one.lines[topic]!));
    }
  });

  it('decide the same file alike, however long the ledgers take', async () => {
    const text = dayText(1_500, 6);
    let turn = 0;
    const unsteady = (): Promise<unknown> => sleep((turn = (turn * 7 + 3) % 11));
    expect(await clearIn(2, text, unsteady)).toEqual(await clearIn(2, text));
  });

  it('give every number once', async () => {
    const { lines } = await clearIn(2, dayText(1_500, 7));
    const numbers = lines['clearances.v1']!.flatMap((line) => /"invtNo":"(\d+I\d+)"/.exec(line)?.[1] ?? []);
    expect(numbers.length).toBeGreaterThan(1_000);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('take a line that is no record once, and one that says its key twice as no record', async () => {
    const [first] = dayText(1, 8).split('\n');
    const twice = first!.replace('"value":{', '"value":{},"key":"ANOTHER","value":{');
    const text = `${['no JSON', '{"topic":"nothing.v1","key":"A","value":{},"timestamp":1}', twice, '"x"'].join('\n')}\n`;
    const [one, two] = [await clearIn(1, text), await clearIn(2, text)];
    expect(two).toEqual(one);
    expect(one.summary.deadLetters).toEqual({ 'broken-line': 3, 'unknown-topic': 1 });
  });

  it('take a line that was cut short as no record, at the time of the records before it', async () => {
    const lines = dayText(1, 8).trimEnd().split('\n');
    const last = lines.pop()!;
    const before = Math.max(...lines.map((line) => (JSON.parse(line) as { timestamp: number }).timestamp));
    for (const cut of [last.slice(0, -1), last.slice(0, -5), `${last.slice(0, -1)}x`]) {
      const text = [...lines, cut].join('\n');
      const [one, two] = [await clearIn(1, text), await clearIn(2, text)];
      expect(two).toEqual(one);
      const [letter] = one.lines['dead-letters.v1']!.filter((line) => line !== '');
      expect(JSON.parse(letter!)).toMatchObject({ value: cut, timestamp: before, headers: { reason: 'broken-line' } });
      expect(one.summary.waiting).toBe(1);
    }
  });

  describe('whose lines are not in the order of time, or not all records', () => {
    const DAY_MS = 86_400_000;
    let own: string[];
    let other: string[];
    beforeAll(() => {
      // The documents of one parcel of each of two shards.
      const records = [...generateDay({ parcels: 20, seed: 9, curve: 'normal' })];
      const linesIn = (shard: number): string[] => {
        const { key } = records.find((record) => shardOf(Buffer.from(record.key), 2) === shard)!;
        return records.filter((record) => record.key === key).map((record) => JSON.stringify(record));
      };
      [other, own] = [linesIn(0), linesIn(1)];
    });
    const later = (line: string, ms: number): string =>
      line.replace(/\d+(?=\}$)/, (timestamp) => String(Number(timestamp) + ms));
    const same = async (lines: readonly string[], until?: number): Promise<Cleared> => {
      const text = `${lines.join('\n')}\n`;
      const [one, two] = [await clearIn(1, text, undefined, until), await clearIn(2, text, undefined, until)];
      expect(two.summary).toEqual(one.summary);
      for (const topic of TOPICS) expect(withoutTurns(two.lines[topic]!)).toEqual(withoutTurns(one.lines[topic]!));
      return one;
    };

    it('have the clock of the whole file at every line', async () => {
      const [order, ...rest] = own;
      const { summary } = await same([order!, later(other[0]!, 40 * DAY_MS), ...rest]);
      expect(summary.outcomes['EXPIRED']).toBeGreaterThan(0);
      await same([order!, later(other[0]!, 5), later(other[1]!, 3), ...rest]);
    });

    it.each([
      ['broken JSON', (line: string) => line.replace('"value":{', '"value":{"x" 1,')],
      ['a topic said twice', (line: string) => line.replace('"value":{', '"value":{},"topic":"returns.v1","value":{')],
    ])('take no time and one place of another thread’s line with %s', async (_, spoil) => {
      const spoilt = spoil(later(other[0]!, 40 * DAY_MS));
      const noNumber = other[0]!.replace(/"orderNo":"[^"]*"/, '"orderNo":"another"');
      const { summary, lines } = await same([own[0]!, spoilt, noNumber, later(spoilt, DAY_MS), later(own[0]!, 1)]);
      expect([summary.waiting, summary.outcomes]).toEqual([1, {}]);
      expect(lines['dead-letters.v1']!.filter((line) => line !== '')).toHaveLength(3);
    });

    it('move on to a time between records, or before them all, whichever of them has any', async () => {
      const timestamps = own.map((line) => (JSON.parse(line) as { timestamp: number }).timestamp);
      await same(own, Math.max(...timestamps) - 1);
      await same(other, 1);
      await same([own[0]!, other[0]!], Math.max(...timestamps) + 2 * DAY_MS);
    });
  });

  it('count a parcel that is there only because a payment was moved to it', async () => {
    const moved = { appType: '2', appTime: '20261111000005', ebpCode: '0000P00004' };
    const records = [paymentAt(0), paymentAt(5_000, CLEAN_DEAL, moved)];
    const text = records.map(({ at, ...record }) => JSON.stringify({ ...record, timestamp: at })).join('\n');
    expect((await clearIn(1, text)).summary).toMatchObject({ parcels: 2, waiting: 1 });
  });
});
