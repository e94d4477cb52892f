import { OUTBOUND_TOPICS } from '@sandan/contracts';
import { EmbeddedReader } from '@sandan/embedded';
import type { ToldRecord } from '@sandan/testkit';
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StackInfo } from '../../deploy/stack';
import { generateDay } from '../../seeds/day';
import { isOfDay, linesOf, REFERENCE_FOLDER } from './day-run';
import { ledgersOf, type Ledgers } from './ledgers';
import { OutcomeDigest } from './outcome-digest';
import { ledgerDifferences, PortRun } from './port-run';
import { sandan } from './sandan-command';
import { spaced } from './spaced-changes';

export interface LongRunOptions {
  parcels: number;
  seed: number;
}

export interface LongVerdict {
  /** Parcels decided by the undisturbed run. */
  parcels: number;
  counts: { lost: number; doubled: number; different: number; stuck: number };
  /** Answers to records that their sender repeated. */
  answered: number;
}

/** Records between a change and what follows it. */
const CHANGES_APART = 20_000;
const PORT_LANE = { stage: 'port', lane: 0 };

/**
 * A day that does not fit into memory, on the real servers: its records lie in a file, `sandan clear` says what should
 * become of them, and both outcomes are compared by their hashes.
 */
export class LongRun {
  private constructor(
    readonly port: PortRun,
    /** Records of the day. */
    readonly records: number,
    private readonly dayFile: string,
    private readonly told: OutcomeDigest,
    private readonly expected: { digest: OutcomeDigest; ledgers: Ledgers },
  ) {}

  static async open(stack: StackInfo, { parcels, seed }: LongRunOptions): Promise<LongRun> {
    const folder = join(stack.folder, 'long-run');
    mkdirSync(folder, { recursive: true });
    const dayFile = join(folder, 'day.ndjson');
    const records = await writeDay(dayFile, parcels, seed);
    const expected = await undisturbed(folder, dayFile);
    const told = new OutcomeDigest();
    const digesting = { sink: (record: ToldRecord): void => told.take(record), keeps: false };
    const port = await PortRun.open({ name: 'long-run-logs', stack, told: digesting });
    return new LongRun(port, records, dayFile, told, expected);
  }

  feed(perSecond: number, goOn: () => boolean): Promise<void> {
    return this.port.feedLines(linesIn(this.dayFile), this.records, perSecond, goOn);
  }

  /** Waits until all was told, ends the processes in order, and compares. */
  async verdict(): Promise<LongVerdict> {
    const { port, told, expected } = this;
    await port.settle(expected.digest.outputs, () => told.outputs);
    const { lost, doubled, different, answered } = told.differences(expected.digest, await port.repeats());
    const ledgers = ledgerDifferences(await port.ledgers(), expected.ledgers);
    const stuck = await port.stuck();
    return {
      parcels: expected.digest.parcels,
      counts: {
        lost,
        doubled: doubled + told.sharedNumbers,
        different: different + ledgers.length,
        stuck: stuck.length,
      },
      answered,
    };
  }

  close(): Promise<void> {
    return this.port.close();
  }
}

async function writeDay(file: string, parcels: number, seed: number): Promise<number> {
  let records = 0;
  const lines = function* (): Generator<string> {
    const day = generateDay({ parcels, seed, curve: 'normal' });
    for (const line of linesOf(spaced(filtered(day), CHANGES_APART))) {
      records += 1;
      yield `${line}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return records;
}

function* filtered(day: ReturnType<typeof generateDay>): ReturnType<typeof generateDay> {
  for (const record of day) if (isOfDay(record)) yield record;
}

async function undisturbed(folder: string, dayFile: string): Promise<{ digest: OutcomeDigest; ledgers: Ledgers }> {
  const [out, store] = [join(folder, 'out'), join(folder, 'store')];
  const files = ['--in', dayFile, '--out', out, '--store', store];
  const { status } = await sandan('clear', '--reference', REFERENCE_FOLDER, ...files, '--json');
  if (status !== 0) throw new Error(`sandan clear ended with ${status}`);
  const digest = new OutcomeDigest();
  for (const topic of OUTBOUND_TOPICS) {
    for await (const line of linesIn(join(out, `${topic}.ndjson`))) digest.take(toldOf(line));
  }
  const reader = new EmbeddedReader(join(store, 'lmdb'));
  try {
    return { digest, ledgers: await ledgersOf(reader, [PORT_LANE]) };
  } finally {
    await reader.close();
    rmSync(out, { recursive: true });
    rmSync(store, { recursive: true });
  }
}

function linesIn(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}

/** A line of an output file, as Kafka would have it. */
function toldOf(line: string): ToldRecord {
  const { topic, key, value, valueBase64, timestamp, headers = {} } = JSON.parse(line) as OutputLine;
  const text = valueBase64 === undefined ? value : Buffer.from(valueBase64, 'base64').toString('utf8');
  return { topic, key, value: typeof text === 'string' ? text : JSON.stringify(text), timestamp, headers };
}

interface OutputLine extends Omit<ToldRecord, 'value' | 'headers'> {
  value?: unknown;
  valueBase64?: string;
  headers?: Record<string, string>;
}
