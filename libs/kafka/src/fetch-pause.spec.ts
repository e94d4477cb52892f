import { FetchPause } from './fetch-pause';

describe('the pause after a fetch', () => {
  it('is shared by the batches of one fetch, and the next fetch has its own', async () => {
    const pause = new FetchPause(1);
    const first = pause.after(1);
    expect(first).toBeDefined();
    expect(pause.after(99)).toBe(first);
    await first;
    expect(pause.after(1)).not.toBe(first);
    await pause.after(1);
  });

  it('does not hold up a backlog', async () => {
    const pause = new FetchPause(1);
    expect(pause.after(100)).toBeUndefined();
    const little = pause.after(1);
    expect(pause.after(100)).toBeUndefined();
    await little;
  });

  it('can be left out', () => {
    expect(new FetchPause(0).after(1)).toBeUndefined();
  });
});
