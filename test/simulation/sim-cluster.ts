import { FLOW, INBOUND_TOPICS } from '@sandan/contracts';
import { buildReference, type Reference } from '@sandan/domain';
import {
  createDigest,
  type Hosting,
  type LaneOffsets,
  LaneRuns,
  LaneWorker,
  type MemoryLaneDisk,
  PORT_HOSTING,
  type RunnerOptions,
  SILENT,
  STAGE_HOSTING,
} from '@sandan/pipeline';
import type { Plant } from './plant';
import { type Member, SimGroup } from './sim-group';
import type { SimLog } from './sim-log';
import { type SimContext, SimProcess } from './sim-process';
import { storeOf } from './sim-store';
import type { World } from './world';

const HOUR_MS = 3_600_000;

/** All processes of a run, born again whenever they die, and the groups that hand them their lanes. */
export class SimCluster {
  private readonly groups = new Map<string, SimGroup>();
  private readonly reference: Reference;
  private readonly digest = createDigest('simulation');
  private lives = 0;

  constructor(
    private readonly world: World,
    private readonly context: SimContext,
    private readonly log: SimLog,
    private readonly disk: MemoryLaneDisk,
    private readonly plant: Plant,
    /** An offset was committed to the group. */
    private readonly onCommitted: (stage: string, lane: number, offsets: LaneOffsets) => void,
  ) {
    this.reference = buildReference(world.reference);
  }

  start(): void {
    const { layout, lanes, faults } = this.world;
    for (const stage of new Set(layout.flat())) this.groups.set(stage, new SimGroup(stage, lanes, this.context));
    layout.forEach((stages, index) => this.spawn(`process ${index + 1}`, stages));
    for (const { at, kind } of faults.moves) {
      const group = this.context.prng.pick([...this.groups.values()]);
      this.context.time.after(at, () => group.rebalance(kind));
    }
  }

  private spawn(name: string, stages: readonly string[]): void {
    const { context } = this;
    const members: [SimGroup, Member][] = [];
    this.lives += 1;
    const process = new SimProcess(`${name} (life ${this.lives})`, context, {
      died: () => {
        for (const [group, member] of members) group.died(member);
        context.time.after(context.prng.between(200, 5_000), () => this.spawn(name, stages));
      },
      paused: (forMs) => members.forEach(([group, member]) => group.paused(member, forMs)),
    });
    for (const stage of stages) {
      const member = { process, runs: this.runsOf(process, stage) };
      members.push([this.groups.get(stage)!, member]);
    }
    for (const [group, member] of members) group.join(member);
  }

  private runsOf(process: SimProcess, stage: string): LaneRuns {
    const topics = stage === 'port' ? INBOUND_TOPICS : FLOW.find((row) => row.stage === stage)!.consumes;
    return new LaneRuns({
      handler: new LaneWorker(this.runnerOf(process, stage)),
      open: (lane, offsets, current) =>
        this.log.open(
          { process, lane, topics, current, committed: (to) => this.onCommitted(stage, lane, to) },
          offsets,
        ),
      onFatal: (error) => process.crash(`gave up: ${error.message}`),
    });
  }

  private runnerOf(process: SimProcess, stage: string): RunnerOptions {
    const { world, context, plant, disk } = this;
    const publisher = this.log.publisherOf(process);
    const store = storeOf(process, disk, world.hosting === 'port');
    return {
      hosting: this.hostingOf(stage),
      store: plant.store?.(store, { process, disk, publisher }) ?? store,
      publisher: plant.publisher?.(publisher) ?? publisher,
      reference: this.reference,
      digest: this.digest,
      observer: { ...SILENT, fenced: (name, lane) => context.history.note(`${process.name} lost ${name}/${lane}`) },
      lanes: world.lanes,
      owner: process.name,
      wallClock: () => world.startMs + context.time.now + process.skewMs,
      batchBytesMax: Infinity,
      readWaitMs: 6 * HOUR_MS,
      idleClockMs: HOUR_MS,
      ...world.tuning,
    };
  }

  private hostingOf(stage: string): Hosting {
    const hosting = stage === 'port' ? PORT_HOSTING : STAGE_HOSTING[stage as keyof typeof STAGE_HOSTING];
    const { stage: planted } = this.plant;
    return planted ? { ...hosting, stages: hosting.stages.map((one) => planted(one)) } : hosting;
  }
}
