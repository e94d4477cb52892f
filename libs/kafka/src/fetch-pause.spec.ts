import { FetchPause } from './fetch-pause';

describe('the pause after a fetch', () => {
  let now = 0;
  let pause: FetchPause;

  beforeEach(() => {
    now = 0;
    pause = new FetchPause(10, () => now);
    // Something came already: what comes now is not the first.
    void pause.after(1);
    now += 10;
  });

  it('is shared by the batches of one fetch, and the next fetch has its own', async () => {
    const first = pause.after(1);
    expect(first).toBeDefined();
    now += 1;
    expect(pause.after(99)).toBe(first);
    await first;
    now += 10;
    const next = pause.after(1);
    expect(next).toBeDefined();
    expect(next).not.toBe(first);
    await next;
  });

  it('is left out after a fetch that comes after a quiet time, but not after the next one', () => {
    now += 20;
    expect(pause.after(1)).toBeUndefined();
    now += 1;
    expect(pause.after(1)).toBeUndefined();
    now += 3;
    expect(pause.after(1)).toBeDefined();
  });

  it('does not hold up a backlog', () => {
    expect(pause.after(100)).toBeUndefined();
    expect(pause.after(1)).toBeDefined();
    expect(pause.after(100)).toBeUndefined();
  });

  it('can be left out', () => {
    const none = new FetchPause(0, () => now);
    expect([none.after(1), none.after(1)]).toEqual([undefined, undefined]);
  });
});
