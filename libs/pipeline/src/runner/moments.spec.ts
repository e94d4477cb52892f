import { nextMoment } from './moments';

describe('the next moment', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const after = async (ms: number, wait: Promise<void>): Promise<boolean> => {
    let came = false;
    void wait.then(() => (came = true));
    await jest.advanceTimersByTimeAsync(ms);
    return came;
  };

  it('is the next full number of periods', async () => {
    const wait = nextMoment(1_013, 0, 40);
    expect(await after(26, wait)).toBe(false);
    expect(await after(1, wait)).toBe(true);
  });

  it('is never the present one', async () => {
    const wait = nextMoment(2_000, 0, 40);
    expect(await after(39, wait)).toBe(false);
    expect(await after(1, wait)).toBe(true);
  });

  it('is a later one for who has to wait longer', async () => {
    const wait = nextMoment(3_013, 30, 40);
    expect(await after(66, wait)).toBe(false);
    expect(await after(1, wait)).toBe(true);
  });

  it('is one and the same for all who wait for it, and only for them', async () => {
    const [first, second] = [nextMoment(4_001, 0, 40), nextMoment(4_039, 0, 40)];
    expect(second).toBe(first);
    expect(await after(39, first)).toBe(true);
    expect(nextMoment(4_001, 0, 40)).not.toBe(first);
  });
});
