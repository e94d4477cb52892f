import { TurnGroup } from './turn-group';

const calls: number[][] = [];
const doubled = (numbers: readonly number[]): Promise<number[]> => {
  calls.push([...numbers]);
  if (numbers.includes(13)) return Promise.reject(new Error('refused'));
  return Promise.resolve(numbers.map((number) => number * 2));
};

describe('a group', () => {
  beforeEach(() => calls.splice(0));

  it('is what is asked for in one turn, and each gets its own answer', async () => {
    const group = new TurnGroup(doubled, { sizeOf: () => 1, sizeMax: 10 });
    const asked = [1, 2].map((number) => group.ask(number));
    const later = Promise.resolve().then(() => group.ask(3));
    expect(await Promise.all([...asked, later])).toEqual([2, 4, 6]);
    expect(await group.ask(4)).toBe(8);
    expect(calls).toEqual([[1, 2, 3], [4]]);
  });

  it('is never larger than it may be, unless one alone is', async () => {
    const group = new TurnGroup(doubled, { sizeOf: (number) => number, sizeMax: 10 });
    expect(await Promise.all([4, 6, 1, 50, 2].map((number) => group.ask(number)))).toEqual([8, 12, 2, 100, 4]);
    expect(calls).toEqual([[4, 6], [1], [50], [2]]);
  });

  it('fails for all who asked, and no one else', async () => {
    const group = new TurnGroup(doubled, { sizeOf: () => 1, sizeMax: 2 });
    const told = await Promise.allSettled([1, 13, 2].map((number) => group.ask(number)));
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  describe('that waits for others', () => {
    const groupAfter = (others: () => Promise<unknown> | undefined) =>
      new TurnGroup(doubled, { sizeOf: (number) => number, sizeMax: 40, others });

    it('takes in what they ask for once they have what they wait for', async () => {
      const loads = new TurnGroup(doubled, { sizeOf: () => 1, sizeMax: 10 });
      const group = groupAfter(() => loads.underway);
      const late = loads.ask(1).then((loaded) => group.ask(loaded));
      expect(await Promise.all([group.ask(3), late])).toEqual([6, 4]);
      expect(calls).toEqual([[1], [3, 2]]);
      expect(loads.underway).toBeUndefined();
    });

    it('goes without them when they do not come', async () => {
      expect(await groupAfter(() => new Promise(() => undefined)).ask(3)).toBe(6);
    });

    it('does not wait when it is large already', async () => {
      let asked = 0;
      const group = groupAfter(() => {
        asked++;
        return undefined;
      });
      expect(await Promise.all([6, 4].map((number) => group.ask(number)))).toEqual([12, 8]);
      expect(asked).toBe(0);
    });
  });
});
