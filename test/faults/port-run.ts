import { OUTBOUND_TOPICS, PARTNER_TOPICS } from '@sandan/contracts';
import { KafkaLog } from '@sandan/kafka';
import { MongoLaneStore } from '@sandan/mongo';
import { loadRecords } from '@sandan/service';
import type { SentRecord, ToldRecord } from '@sandan/testkit';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StackInfo } from '../../deploy/stack';
import { linesOf, REFERENCE_FOLDER, type UndisturbedRun } from './day-run';
import { type EngineOutcome, engineOutcome, outputCount, sharedNumbers } from './engine-outcome';
import { ledgerLanes, type Ledgers, ledgersOf } from './ledgers';
import { openDecisions } from './open-decisions';
import { type OutcomeDifferences, outcomeDifferences } from './outcome-differences';
import { pacedLines } from './paced-lines';
import { excuseRepeats } from './repeats';
import { DIST } from './real-stack';
import { resetPort } from './reset-port';
import { type FleetOptions, StageFleet } from './stage-fleet';
import { type AppName, stageEnvironment } from '../../deploy/engine';
import { type ToldOptions, ToldOutputs } from './told-outputs';
import { waitUntilTold } from './wait-until-told';

export const PARTITIONS = 6;
const LANES = Array.from({ length: PARTITIONS }, (_, lane) => lane);
const FLOWING_SECONDS_MAX = 180;
/** While something goes on the last fifth of the records is spared. */
const SPARED_PART = 5;
const EXAMPLES = 5;
const EVERY_APP: readonly AppName[] = ['parcel', 'ledger', 'release'];

export interface PortRunOptions {
  /** Names the folder of the processes' logs. */
  name: string;
  stack: StackInfo;
  /** Where the processes find the servers, when not where the stack is. */
  servers?: { brokers: readonly string[]; mongoUri: string };
  apps?: readonly AppName[];
  environment?: Readonly<Record<string, string>>;
  environmentOf?: FleetOptions['environmentOf'];
  /** In the topics before any process starts: each lane then takes them in the order of their timestamps. */
  preloaded?: readonly SentRecord[];
  /** What else becomes of what is told. */
  told?: Pick<ToldOptions, 'sink' | 'keeps'>;
}

/** The part of an outcome in which two runs must be equal. */
export type OutcomeView = (outcome: EngineOutcome) => EngineOutcome;

const asItIs: OutcomeView = (outcome) => outcome;

/** What the run ended in, measured against the undisturbed one. */
export interface Verdict extends OutcomeDifferences {
  /** Parcels that wait for an answer that never came. */
  stuck: string[];
  /** Ledgers that differ from those of the undisturbed run; empty = equal. */
  ledgers: string[];
  /** Numbers given to more than one parcel. */
  sharedNumbers: number;
  /** Answers to records that the sender sent again, because it did not know what had become of them. */
  answered?: number;
}

/** Everything of it empty. */
export const UNHARMED: Verdict = { lost: [], doubled: [], different: [], stuck: [], ledgers: [], sharedNumbers: 0 };

/** With a few examples of each kind only: a lost server may harm thousands. */
export function shortened(verdict: Verdict): Verdict {
  const few = (list: string[]): string[] =>
    list.length > EXAMPLES ? [...list.slice(0, EXAMPLES), `and ${list.length - EXAMPLES} more`] : list;
  const { lost, doubled, different, stuck, ledgers, sharedNumbers } = verdict;
  return {
    lost: few(lost),
    doubled: few(doubled),
    different: few(different),
    stuck: few(stuck),
    ledgers: few(ledgers),
    sharedNumbers,
  };
}

/** A port on the real servers: its processes, what they tell, and what their store holds. */
export class PortRun {
  /** Clearances in the topic that runs before this one left there. */
  private toldBefore = 0;
  /** Records in the topics of the partners less those that were fed: what the sender repeated, and what lay there before. */
  private unfed = 0;

  private constructor(
    readonly stack: StackInfo,
    readonly fleet: StageFleet,
    readonly outputs: ToldOutputs,
    private readonly store: MongoLaneStore,
    private readonly watch: KafkaLog,
  ) {}

  static async open(options: PortRunOptions): Promise<PortRun> {
    const { name, stack, servers = stack, apps = EVERY_APP, environment, environmentOf, preloaded, told } = options;
    await resetPort(stack, PARTITIONS);
    const fleet = new StageFleet({
      apps,
      dist: DIST,
      logFolder: join(stack.folder, name),
      partitions: PARTITIONS,
      environment: stageEnvironment(servers, REFERENCE_FOLDER, environment),
      ...(environmentOf && { environmentOf }),
    });
    const store = await MongoLaneStore.connect(stack.mongoUri);
    const watch = new KafkaLog({ brokers: stack.brokers, clientId: 'sandan-watch' });
    const outputs = new ToldOutputs(stack.brokers, { ...told, from: await watch.ends(OUTBOUND_TOPICS) });
    const run = new PortRun(stack, fleet, outputs, store, watch);
    run.toldBefore = sumOf(await run.ends());
    run.unfed = await run.entered();
    if (preloaded) await run.feed(preloaded);
    await outputs.start();
    await fleet.start();
    await fleet.untilFullService(performance.now());
    return run;
  }

  /**
   * Publishes the records in their order; left out `perSecond` = as fast as the broker takes them. While `goOn` says so the
   * last of them are spared: they come slower and slower, and never end.
   */
  feed(records: readonly SentRecord[], perSecond?: number, goOn?: () => boolean): Promise<void> {
    return this.feedLines(linesOf(records), records.length, perSecond, goOn);
  }

  /** The same with so many lines of a file of records. */
  async feedLines(
    lines: Iterable<string> | AsyncIterable<string>,
    count: number,
    perSecond?: number | ((sent: number) => number),
    goOn: () => boolean = () => false,
  ): Promise<void> {
    const spared = count / SPARED_PART;
    const rate = (sent: number): number => (typeof perSecond === 'number' ? perSecond : perSecond!(sent));
    const pace = (sent: number): number => rate(sent) * (goOn() ? Math.min(1, (count - sent) / spared) : 1);
    const from = perSecond === undefined ? lines : pacedLines(lines, pace);
    await loadRecords({ brokers: this.stack.brokers, from, ...(perSecond !== undefined && { batchRecords: 100 }) });
    this.unfed += count;
  }

  /** Clearances told so far, for the rate while something lasts. */
  async clearancesTold(): Promise<number> {
    return sumOf(await this.ends()) - this.toldBefore;
  }

  /** Seconds until every lane is worked and clearances come again from each of them. */
  async untilFlowing(): Promise<number> {
    const [began, before] = [performance.now(), await this.ends()];
    await this.fleet.untilFullService(began);
    while (!(await this.isToldByEveryLane(before))) {
      const seconds = (performance.now() - began) / 1000;
      if (seconds > FLOWING_SECONDS_MAX) throw new Error(`some lane decided no parcel for ${FLOWING_SECONDS_MAX} s`);
      await sleep(50);
    }
    return (performance.now() - began) / 1000;
  }

  private async isToldByEveryLane(before: ReadonlyMap<number, bigint>): Promise<boolean> {
    const now = await this.ends();
    return LANES.every((lane) => (now.get(lane) ?? 0n) > (before.get(lane) ?? 0n));
  }

  /**
   * Ends of the topic of clearances, asked of the broker: a consumer of this process would have to come back to its group
   * first, and would be measured with it.
   */
  private async ends(): Promise<Map<number, bigint>> {
    return (await this.endsOf(['clearances.v1'])).get('clearances.v1')!;
  }

  private async entered(): Promise<number> {
    return [...(await this.endsOf(PARTNER_TOPICS)).values()].reduce((sum, ends) => sum + sumOf(ends), 0);
  }

  private async endsOf(topics: readonly string[]): Promise<Map<string, Map<number, bigint>>> {
    for (;;) {
      try {
        return await this.watch.ends(topics);
      } catch {
        await sleep(50);
      }
    }
  }

  /** Waits until all was told and it is quiet, ends the processes in order, and compares. */
  async verdict(
    expected: UndisturbedRun,
    view: OutcomeView = asItIs,
    outcomeOf: (told: readonly ToldRecord[]) => EngineOutcome = engineOutcome,
  ): Promise<Verdict> {
    await this.settle(expected.outputs, () => outputCount(this.outputs.all));
    const found = outcomeDifferences(view(outcomeOf(this.outputs.all)), view(expected.outcome));
    return {
      ...excuseRepeats(found, await this.repeats()),
      stuck: await this.stuck(),
      ledgers: ledgerDifferences(await this.ledgers(), expected.ledgers),
      sharedNumbers: sharedNumbers(this.outputs.all),
    };
  }

  /** Waits until as many different outputs were told and it is quiet; then ends the processes in order. */
  async settle(outputs: number, told: () => number): Promise<void> {
    await waitUntilTold(this.outputs, outputs, told);
    const exits = await this.fleet.stop();
    if (exits.some((code) => code !== 0)) throw new Error(`processes ended with ${exits.join()}`);
  }

  /** Records that the sender sent again, because it did not know what had become of them. */
  async repeats(): Promise<number> {
    return (await this.entered()) - this.unfed;
  }

  ledgers(): Promise<Ledgers> {
    return ledgersOf(this.store, ledgerLanes(PARTITIONS));
  }

  /** Parcels that wait for an answer of quota or stock. One lane after the other: the states of all may not fit into memory. */
  async stuck(): Promise<string[]> {
    const stuck: string[] = [];
    for (const lane of LANES) stuck.push(...(await openDecisions(this.store, [{ stage: 'parcel', lane }])));
    return stuck;
  }

  async close(): Promise<void> {
    await this.fleet.killAll();
    await this.outputs.close();
    await this.store.close();
    await this.watch.close();
  }
}

function sumOf(ends: ReadonlyMap<number, bigint>): number {
  return [...ends.values()].reduce((sum, end) => sum + Number(end), 0);
}

/** Lines of two ledgers that only one of them has. */
export function ledgerDifferences(got: Ledgers, expected: Ledgers): string[] {
  return [
    ...listDifferences('quota', got.quota, expected.quota),
    ...listDifferences('stock', stockLines(got.stock), stockLines(expected.stock)),
  ];
}

function stockLines(stock: UndisturbedRun['ledgers']['stock']): string[] {
  const lines = (emsNo: string, what: string, items: Readonly<Record<string, string>>) =>
    Object.entries(items).map(([item, quantity]) => `${emsNo} ${item} ${what} ${quantity}`);
  return Object.entries(stock).flatMap(([emsNo, { reserved, reduced }]) => [
    ...lines(emsNo, 'reserved', reserved),
    ...lines(emsNo, 'reduced', reduced),
  ]);
}

function listDifferences(what: string, got: readonly string[], expected: readonly string[]): string[] {
  const [before, after] = [new Set(expected), new Set(got)];
  return [
    ...expected.filter((line) => !after.has(line)).map((line) => `${what} lacks ${line}`),
    ...got.filter((line) => !before.has(line)).map((line) => `${what} has ${line}`),
  ];
}
