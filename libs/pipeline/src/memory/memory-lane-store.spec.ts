import { laneStoreSuite } from '../suites/lane-store.suite';
import { MemoryLaneDisk, MemoryLaneStore } from './memory-lane-store';

laneStoreSuite('memory', async () => {
  const disk = new MemoryLaneDisk();
  return {
    store: new MemoryLaneStore(disk),
    reopen: async () => new MemoryLaneStore(disk),
    destroy: async () => {},
  };
});

describe('faults of the memory store', () => {
  const lane = { stage: 'quota', lane: 0 };
  const head = { offsets: {}, clock: 0, wallAt: 0, serials: {}, marks: {} };
  const entry = { seq: 2, head, facts: new Uint8Array([1]), outputs: new Uint8Array() };

  async function numbersAfterFailedAppend(when: 'before' | 'after'): Promise<number[]> {
    const fault = (operation: string) => {
      if (operation === 'append') throw new Error('connection reset');
    };
    const store = new MemoryLaneStore(new MemoryLaneDisk(), { [when]: fault });
    await store.claim(lane, 'a', head);
    await expect(store.append(lane, entry)).rejects.toThrow('connection reset');
    const numbers: number[] = [];
    for await (const { seq } of store.entries(lane, 1)) numbers.push(seq);
    return numbers;
  }

  it('leave nothing behind when they strike before the write', async () => {
    expect(await numbersAfterFailedAppend('before')).toEqual([1]);
  });

  it('leave the entry behind when only the answer is lost', async () => {
    expect(await numbersAfterFailedAppend('after')).toEqual([1, 2]);
  });

  it('cannot reach the store through an object handed in', async () => {
    const store = new MemoryLaneStore();
    const state = Buffer.from('kept');
    await store.checkpoint(lane, [{ key: 'k', seq: 1, state }], 1);
    state.fill(0);
    expect(Buffer.from(store.loadNow(lane, 'k')!.state).toString()).toBe('kept');
  });
});
