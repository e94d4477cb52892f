import type { Prng } from '../../seeds/prng';

/** Chance of each fault at each place where it may happen. */
export interface FaultRates {
  /** A process dies where it waits for an answer, or before it asks. */
  crash: number;
  /** A process stands still for a while, and goes on as if nothing had been. */
  pause: number;
  /** The store turns a call away, before or after it has done what was asked. */
  storeError: number;
  /** A call arrives twice, the second time late. */
  twice: number;
  /** A call or an answer takes seconds. */
  slow: number;
  /** The wall clock of a process jumps. */
  clockJump: number;
}

/** Lanes that are moved, or given to two members at once, and when, ms. */
export interface Move {
  at: number;
  kind: 'moved' | 'shared';
}

export interface FaultPlan {
  rates: FaultRates;
  /** So many faults happen at most; afterwards the run comes to rest. */
  budget: number;
  moves: Move[];
}

export const NO_FAULTS: FaultPlan = {
  rates: { crash: 0, pause: 0, storeError: 0, twice: 0, slow: 0, clockJump: 0 },
  budget: 0,
  moves: [],
};

const LEVELS = [0, 0, 0.003, 0.01, 0.03];

/** Some faults seldom, some often, some not at all: runs of one kind of trouble are as likely as runs of every kind. */
export function drawFaults(prng: Prng): FaultPlan {
  const level = () => prng.pick(LEVELS);
  const moves = Array.from({ length: prng.int(5) }, (): Move => ({
    at: prng.between(100, 20_000),
    kind: prng.chance(0.4) ? 'shared' : 'moved',
  }));
  return {
    rates: {
      crash: level(),
      pause: level(),
      storeError: level(),
      twice: level() * 3,
      slow: level() * 3,
      clockJump: level(),
    },
    budget: prng.between(1, 14),
    moves,
  };
}

/** Decides at each place whether a fault happens there. */
export class Faults {
  private left: number;

  constructor(
    private readonly plan: FaultPlan,
    private readonly prng: Prng,
  ) {
    this.left = plan.budget;
  }

  strikes(kind: keyof FaultRates): boolean {
    const rate = this.plan.rates[kind];
    if (rate === 0 || this.left === 0 || !this.prng.chance(rate)) return false;
    this.left -= 1;
    return true;
  }
}
