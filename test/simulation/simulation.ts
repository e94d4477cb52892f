import { FLOW, INBOUND_TOPICS } from '@sandan/contracts';
import type { Clearance } from '@sandan/domain';
import { type LaneOffsets, MemoryLaneDisk } from '@sandan/pipeline';
import { Prng } from '../../seeds/prng';
import { HOUR } from '../../seeds/scenarios/base';
import { Faults } from './fault-plan';
import { History } from './history';
import { readLanes } from './journals';
import { chainProblems, foldLane, headProblems } from './laws/journal-laws';
import { ledgerProblems } from './laws/ledger-laws';
import { waitingProblems } from './laws/rest-laws';
import { revisionProblems, takenProblems, toldClearances, toldProblems } from './laws/told-laws';
import type { Plant } from './plant';
import { SimCluster } from './sim-cluster';
import { SimLog } from './sim-log';
import type { SimContext } from './sim-process';
import { outcomeDifferences, OUTWARD, runUndisturbed } from './undisturbed';
import { VirtualTime } from './virtual-time';
import { drawWorld, type Less, type World } from './world';

/** Ten times what an ordinary run needs. */
const EVENTS_MAX = 10_000;
/** Long enough for every window of a document that came a day late, however far a clock was off. */
const REST_MS = 150 * HOUR;
const FAULTS_STREAM = 7;

export interface RunResult {
  world: World;
  /** Broken laws; an empty list = the run is clean. */
  problems: string[];
  history: History;
  events: number;
  /** What was told, each clearance once. */
  clearances: readonly Clearance[];
}

/** Runs the whole engine once; the same seed gives the same run, event for event. */
export async function simulate(
  seed: number,
  { plant = {}, less = {} }: { plant?: Plant; less?: Less } = {},
): Promise<RunResult> {
  const world = drawWorld(seed, less);
  const time = new VirtualTime();
  const prng = new Prng(seed, FAULTS_STREAM);
  const history = new History(time);
  const context: SimContext = { time, prng, history, faults: new Faults(world.faults, prng) };
  const log = new SimLog(world.lanes, context);
  const disk = new MemoryLaneDisk();
  const early: string[] = [];
  const watch = (stage: string, lane: number, offsets: LaneOffsets) =>
    early.push(...tooEarly(disk, stage, lane, offsets));
  const restore = time.install();
  try {
    feed(world, context, log);
    new SimCluster(world, context, log, disk, plant, watch).start();
    await time.pass(spanMs(world) + REST_MS, EVENTS_MAX);
  } catch (error) {
    early.push(error instanceof Error ? error.message : String(error));
  } finally {
    restore();
  }
  const told = toldClearances(log);
  const problems =
    early.length > 0 ? early : [...told.problems, ...(await brokenLaws(world, disk, log, told.clearances))];
  return { world, problems, history, events: time.events, clearances: told.clearances };
}

/** Puts the records into the log: before the run, or each at its own time. */
function feed(world: World, { time, history, prng }: SimContext, log: SimLog): void {
  const { records, live, misplaced, lanes, startMs } = world;
  for (const { topic, key = null, value, timestamp } of records) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const partition = misplaced && prng.chance(0.2) ? prng.int(lanes) : undefined;
    const append = () => {
      history.note(`${topic} ${key}${partition === undefined ? '' : ` into partition ${partition}`}`);
      log.append({ topic, key, value: text, timestamp, ...(partition !== undefined && { partition }) });
    };
    if (live) time.after(timestamp - startMs, append);
    else append();
  }
}

function spanMs({ records, startMs }: World): number {
  return (records.at(-1)?.timestamp ?? startMs) - startMs;
}

/** Contract 10.1: an offset is committed only after what it stands for is on disk. */
function tooEarly(disk: MemoryLaneDisk, stage: string, lane: number, offsets: LaneOffsets): string[] {
  const durable = disk.lane({ stage, lane }).journal.at(-1)?.head.offsets ?? {};
  return Object.entries(offsets)
    .filter(([topic, offset]) => offset > (durable[topic] ?? 0n))
    .map(([topic, offset]) => `${stage}/${lane} committed ${topic} at ${offset} before it was durable`);
}

async function brokenLaws(
  world: World,
  disk: MemoryLaneDisk,
  log: SimLog,
  clearances: readonly Clearance[],
): Promise<string[]> {
  const lanes = readLanes(disk);
  const folded = lanes.map(foldLane);
  const states = new Map(folded.flatMap(({ states: one }) => [...one]));
  const problems = [
    ...takenProblems(lanes, log, topicsOf),
    ...lanes.flatMap(headProblems),
    ...lanes.flatMap(chainProblems),
    ...folded.flatMap(({ problems: found }) => found),
    ...toldProblems(lanes, log),
    ...revisionProblems(clearances),
    ...ledgerProblems(lanes, states, clearances, world.reference),
    ...waitingProblems(states),
  ];
  const outputs = lanes.flatMap(({ entries }) => entries.flatMap((entry) => entry.outputs));
  const outward = outputs.filter(({ topic }) => OUTWARD.has(topic));
  return [...problems, ...outcomeDifferences(world, outward, await runUndisturbed(world))];
}

function topicsOf(stage: string): readonly string[] {
  return stage === 'port' ? INBOUND_TOPICS : FLOW.find((row) => row.stage === stage)!.consumes;
}
