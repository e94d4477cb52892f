import { INBOUND_TOPICS } from '@sandan/contracts';
import type { RunnerOptions } from '@sandan/pipeline';
import type { SentRecord } from '@sandan/testkit';
import type { ReferenceData } from '@sandan/domain';
import { Prng } from '../../seeds/prng';
import { beijing, HOUR, START_MS } from '../../seeds/scenarios/base';
import { TOPIC } from '../../seeds/scenarios/records';
import { marketReference } from '../market/market';
import { DOCUMENT_TWISTS, type ParcelPlan, type Twist, TWISTS } from '../market/parcel-plan';
import { threadsOf } from '../market/parcel-threads';
import { drawFaults, type FaultPlan, NO_FAULTS } from './fault-plan';

/** What a run is about; everything in it follows from the seed. */
export interface World {
  seed: number;
  /** `port`: all stages in one lane, embedded; `staged`: each stage in lanes of its own. */
  hosting: 'port' | 'staged';
  /** Processes by the stages that they host. */
  layout: readonly (readonly string[])[];
  lanes: number;
  /** Records come while the engine runs; else they lie in the log before it starts. */
  live: boolean;
  /** Some records lie in a wrong partition, by a writer with another partitioner. */
  misplaced: boolean;
  /** Few buyers and little stock, so that what one parcel takes another one misses. */
  contended: boolean;
  reference: ReferenceData;
  startMs: number;
  plans: readonly ParcelPlan[];
  /** In order of their times. */
  records: readonly SentRecord[];
  faults: FaultPlan;
  tuning: Pick<
    RunnerOptions,
    'batchRecordsMax' | 'checkpointFlushes' | 'checkpointKeysMax' | 'cacheKeysMax' | 'cacheBytesMax'
  >;
}

/** What a smaller run leaves out of the run of its seed. */
export interface Less {
  /** Numbers of the parcels that stay. */
  parcels?: ReadonlySet<number>;
  calm?: boolean;
}

const NEW_YEAR_MS = START_MS + beijing('2026-12-31T23:59:30.000');
/** In a live run the order in which the topics are seen is left to chance, so outcomes must not depend on it. */
const LIVE_TWISTS: readonly Twist[] = DOCUMENT_TWISTS.filter(
  (twist) => !['two-platforms', 'second-payment', 'withdrawn', 'sent-again', 'corrected'].includes(twist),
);
const ALL_STAGES = ['parcel', 'quota', 'stock', 'release'];
const LAYOUTS = [
  [ALL_STAGES, ALL_STAGES],
  [['parcel'], ['parcel'], ['quota', 'stock'], ['quota', 'stock'], ['release']],
  [ALL_STAGES],
];

/** What is mostly sent after the decision. */
const AFTERWARDS: ReadonlySet<string> = new Set([
  TOPIC.cancellation,
  TOPIC.return,
  TOPIC.ruling,
  TOPIC.gateOut,
  TOPIC.arrival,
]);

/** Streams of one seed, so that leaving a parcel out leaves the others as they are. */
const STREAM = { shape: 1, faults: 2, parcel: 1_000, times: 2_000, misplaced: 3_000 };

export function drawWorld(seed: number, less: Less = {}): World {
  const prng = new Prng(seed, STREAM.shape);
  const hosting = prng.chance(0.35) ? 'port' : 'staged';
  const lanes = hosting === 'port' ? 1 : prng.between(1, 3);
  const live = hosting === 'staged' && prng.chance(0.3);
  const contended = prng.chance(0.5);
  const misplaced = live && lanes > 1 && new Prng(seed, STREAM.misplaced).chance(0.5);
  const startMs = !live && prng.chance(0.2) ? NEW_YEAR_MS : START_MS;
  const layout = hosting === 'port' ? Array.from({ length: prng.between(1, 2) }, () => ['port']) : prng.pick(LAYOUTS);
  const tuning = {
    batchRecordsMax: prng.between(1, 8),
    checkpointFlushes: prng.between(1, 5),
    checkpointKeysMax: prng.between(2, 12),
    cacheKeysMax: prng.between(1, 30),
    cacheBytesMax: prng.between(1, 40) * 1_000,
  };
  const drawn = Array.from({ length: prng.between(3, 10) }, (_, number) => drawPlan(seed, number, { live, contended }));
  const plans = drawn.filter(({ number }) => less.parcels?.has(number) ?? true);
  return {
    seed,
    hosting,
    layout,
    lanes,
    live,
    misplaced,
    contended,
    reference: contended ? marketReference(5, '6000.00') : marketReference(1_000_000),
    startMs,
    plans,
    records: drawRecords(seed, plans, { live, startMs }),
    faults: less.calm ? NO_FAULTS : drawFaults(new Prng(seed, STREAM.faults)),
    tuning,
  };
}

function drawPlan(seed: number, number: number, world: Pick<World, 'live' | 'contended'>): ParcelPlan {
  const prng = new Prng(seed, STREAM.parcel + number);
  const line = () => ({ item: prng.int(6), pieces: prng.between(1, 3), fen: prng.between(1, 60_000) });
  // Over the single limit: one piece at full rates, or with a duty rate that is not known.
  const dear = () => ({ item: prng.int(6), pieces: 1, fen: prng.between(500_000, 590_000) });
  return {
    number,
    twist: prng.chance(0.3) ? 'clean' : prng.pick(world.live ? LIVE_TWISTS : TWISTS),
    declared: prng.chance(0.3),
    buyer: world.contended ? prng.int(2) : 2 * number,
    lines: prng.chance(0.1) ? [dear()] : Array.from({ length: prng.between(1, 2) }, line),
    freightFen: prng.int(2_000),
    insuredFen: prng.int(300),
  };
}

/** Mostly within a minute, in the order of their threads; where nothing runs live, one in twenty comes a day late. */
function drawRecords(
  seed: number,
  plans: readonly ParcelPlan[],
  { live, startMs }: Pick<World, 'live' | 'startMs'>,
): SentRecord[] {
  const records = plans.flatMap((plan) => {
    const prng = new Prng(seed, STREAM.times + plan.number);
    const from = prng.int(40_000);
    return threadsOf(plan).flatMap((thread) => {
      const late = !live && prng.chance(0.05) ? 25 * HOUR : 0;
      const afterwards = AFTERWARDS.has(thread[0]!.topic) ? prng.int(60_000) : 0;
      let at = from + prng.int(20_000) + late + afterwards;
      return thread.map((message): SentRecord => {
        const timestamp = startMs + at;
        at += prng.between(1, 10_000);
        return { ...message, timestamp };
      });
    });
  });
  return records.sort((a, b) => a.timestamp - b.timestamp || topicPlace(a) - topicPlace(b));
}

/** Records of one moment are merged in the order of their topics. */
function topicPlace({ topic }: SentRecord): number {
  return (INBOUND_TOPICS as readonly string[]).indexOf(topic);
}
