import fc from 'fast-check';
import { Deadlines } from './deadlines';

const KEYS = ['A', 'B', 'C', 'D', 'E', 'F'];
const changes = fc.array(
  fc.record({ key: fc.constantFrom(...KEYS), at: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }) }),
  { maxLength: 60 },
);

function after(made: readonly { key: string; at: number | undefined }[]) {
  const deadlines = new Deadlines();
  const expected = new Map<string, number>();
  for (const { key, at } of made) {
    deadlines.set(key, at);
    if (at === undefined) expected.delete(key);
    else expected.set(key, at);
  }
  return { deadlines, expected };
}

describe('deadlines', () => {
  it('tells each key that is due once, whatever its earlier deadlines were', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: -1, max: 10 }), (made, until) => {
        const { deadlines, expected } = after(made);
        const due = [...expected].filter(([, at]) => at <= until).map(([key]) => key);
        expect(deadlines.dueKeys(until).sort()).toEqual(due.sort());
      }),
    );
  });

  it('takes keys by moment, equal moments by key, and each once', () => {
    fc.assert(
      fc.property(changes, (made) => {
        const { deadlines, expected } = after(made);
        const inOrder = [...expected].sort(([a, at], [b, bt]) => at - bt || (a < b ? -1 : 1));
        expect(deadlines.size).toBe(expected.size);
        const taken = inOrder.map(() => deadlines.take(Infinity)!).map(({ key, at }) => [key, at]);
        expect(taken).toEqual(inOrder);
        expect([deadlines.take(Infinity), deadlines.next(), deadlines.size]).toEqual([undefined, undefined, 0]);
      }),
    );
  });
});
