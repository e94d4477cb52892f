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
    const group = new TurnGroup(doubled, () => 1, 10);
    const asked = [1, 2].map((number) => group.ask(number));
    const later = Promise.resolve().then(() => group.ask(3));
    expect(await Promise.all([...asked, later])).toEqual([2, 4, 6]);
    expect(await group.ask(4)).toBe(8);
    expect(calls).toEqual([[1, 2, 3], [4]]);
  });

  it('is never larger than it may be, unless one alone is', async () => {
    const group = new TurnGroup(doubled, (number) => number, 10);
    expect(await Promise.all([4, 6, 1, 50, 2].map((number) => group.ask(number)))).toEqual([8, 12, 2, 100, 4]);
    expect(calls).toEqual([[4, 6], [1], [50], [2]]);
  });

  it('fails for all who asked, and no one else', async () => {
    const group = new TurnGroup(doubled, () => 1, 2);
    const told = await Promise.allSettled([1, 13, 2].map((number) => group.ask(number)));
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});
