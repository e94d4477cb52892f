import { PoisonBreaker } from './poison-breaker';

const poison = (count: number): string[] => Array<string>(count).fill('not-json');

describe('the breaker of a lane', () => {
  let breaker: PoisonBreaker;
  beforeEach(() => {
    breaker = new PoisonBreaker({ windowRecords: 100, percentMax: 20 });
  });

  it('lets a share up to the limit pass, for ever', () => {
    for (let flush = 0; flush < 50; flush++) breaker.count(10, poison(2));
    expect(breaker.halt).toBeUndefined();
  });

  it('opens when more of a window are poison, and says of which kinds', () => {
    breaker.count(60, []);
    breaker.count(20, poison(15));
    breaker.count(10, ['key-mismatch', ...poison(4)]);
    expect(breaker.halt).toBeUndefined();
    breaker.count(10, ['key-mismatch']);
    expect(breaker.halt).toEqual({ records: 100, deadLetters: 21, reasons: { 'not-json': 19, 'key-mismatch': 2 } });
  });

  it('does not take the first few records for a window', () => {
    breaker.count(20, poison(20));
    expect(breaker.halt).toBeUndefined();
    breaker.count(1, poison(1));
    expect(breaker.halt).toMatchObject({ records: 21, deadLetters: 21 });
  });

  it('forgets what lies before the window', () => {
    breaker.count(50, poison(15));
    breaker.count(100, []);
    breaker.count(50, poison(15));
    expect(breaker.halt).toBeUndefined();
  });

  it('judges a flush larger than the window as a whole', () => {
    breaker.count(1_000, poison(200));
    expect(breaker.halt).toBeUndefined();
    breaker.count(1_000, poison(201));
    expect(breaker.halt).toMatchObject({ records: 1_000, deadLetters: 201 });
  });

  it('stays open whatever comes after', () => {
    breaker.count(100, poison(50));
    breaker.count(1_000, []);
    expect(breaker.halt).toMatchObject({ deadLetters: 50 });
  });

  it('never opens at a hundred percent', () => {
    const never = new PoisonBreaker({ windowRecords: 1, percentMax: 100 });
    never.count(500, poison(500));
    expect(never.halt).toBeUndefined();
  });
});
