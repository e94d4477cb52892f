import type { LaneHandler, LaneReader } from '../ports/log.port';
import { LaneLostError } from '../ports/lane-store.port';
import { LaneRevokedError } from '../ports/log.port';
import { BufferedLane } from './buffered-lane';
import { LaneRuns } from './lane-runs';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function open(lane: number): Promise<BufferedLane> {
  return Promise.resolve(new BufferedLane({ lane, topics: ['a'], start: {}, patienceMs: 0 }));
}

class Handler implements LaneHandler {
  readonly events: string[] = [];
  claimFailures = 0;
  runError: Error | undefined;

  assigned(lane: number): Promise<Record<string, bigint>> {
    this.events.push(`claim ${lane}`);
    if (this.claimFailures-- > 0) return Promise.reject(new Error('the store is away'));
    return Promise.resolve({});
  }

  async run(reader: LaneReader): Promise<void> {
    this.events.push(`run ${reader.lane}`);
    const error = this.runError;
    this.runError = undefined;
    if (error) throw error;
    try {
      for (;;) await reader.read(10, 1_000, 1_000);
    } catch (cause) {
      this.events.push(cause instanceof LaneRevokedError ? `end ${reader.lane}` : String(cause));
    }
  }
}

describe('lane runs', () => {
  let handler: Handler;
  let fatal: Error[];
  let runs: LaneRuns;

  beforeEach(() => {
    handler = new Handler();
    fatal = [];
    const onFatal = (error: Error): number => fatal.push(error);
    runs = new LaneRuns({ handler, open, onFatal, retryMs: 1, claimAttempts: 3 });
  });

  afterEach(() => runs.stop());

  it('ends every run before a lane is claimed anew', async () => {
    await runs.assign([0, 1]);
    await settle();
    await runs.assign([1]);
    await settle();
    expect(handler.events).toEqual(['claim 0', 'claim 1', 'run 0', 'run 1', 'end 0', 'end 1', 'claim 1', 'run 1']);
  });

  it('skips an assignment that is out of date before it began', async () => {
    await runs.assign([0]);
    await settle();
    void runs.assign([5]);
    await runs.assign([0]);
    await settle();
    expect(handler.events).not.toContain('claim 5');
    expect(handler.events.filter((event) => event === 'run 0')).toHaveLength(2);
  });

  it('claims a lane again after another runner took it while it is still ours', async () => {
    handler.runError = new LaneLostError({ stage: 's', lane: 0 }, 3);
    await runs.assign([0]);
    await settle();
    await settle();
    expect(handler.events).toEqual(['claim 0', 'run 0', 'claim 0', 'run 0']);
    expect(fatal).toEqual([]);
  });

  it('tells how long a lane waits for a run of before that does not end', async () => {
    let end = (): void => undefined;
    const run = jest.spyOn(handler, 'run').mockImplementationOnce(() => new Promise((resolve) => (end = resolve)));
    await runs.assign([0]);
    await settle();
    expect(runs.idleMs).toBe(0);
    const again = runs.assign([0]);
    await settle();
    const idle = runs.idleMs;
    expect(idle).toBeGreaterThan(0);
    await settle();
    expect(runs.idleMs).toBeGreaterThan(idle);
    expect(run).toHaveBeenCalledTimes(1);
    end();
    await again;
    await settle();
    expect(run).toHaveBeenCalledTimes(2);
    expect(runs.idleMs).toBe(0);
  });

  it('tries a failing claim again, and is fatal after the last attempt', async () => {
    handler.claimFailures = 2;
    await runs.assign([0]);
    await settle();
    await settle();
    expect(handler.events).toEqual(['claim 0', 'claim 0', 'claim 0', 'run 0']);
    handler.claimFailures = 3;
    await runs.assign([0]);
    await settle();
    await settle();
    expect(fatal.map(({ message }) => message)).toEqual(['the store is away']);
  });

  it('is fatal when a run fails for another reason than a lost lane', async () => {
    handler.runError = new Error('the invariant broke');
    await runs.assign([0]);
    await settle();
    expect(fatal.map(({ message }) => message)).toEqual(['the invariant broke']);
  });

  it('runs a lane that was claimed while it was taken away with a revoked reader', async () => {
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const slow: LaneHandler = {
      assigned: () => gate.then(() => ({})),
      run: (reader) => handler.run(reader),
    };
    const slowRuns = new LaneRuns({ handler: slow, open, onFatal: () => undefined });
    await slowRuns.assign([0]);
    const stopped = slowRuns.stop();
    letGo();
    await stopped;
    expect(handler.events).toEqual(['run 0', 'end 0']);
  });
});
