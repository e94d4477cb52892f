import fc from 'fast-check';
import type { SentRecord } from '@sandan/testkit';
import type { ParcelPlan, Twist } from './parcel-plan';
import type { Message } from './message';
import { threadsOf } from './parcel-threads';

export interface MarketOptions {
  /** Which twists may come. */
  twists: readonly Twist[];
  parcels: { min: number; max: number };
  /** How many people buy; left out = everybody for himself. */
  buyers?: number;
  /** Dearest piece in fen. */
  fenMax: number;
}

/** Some parcels of a small port. */
export function marketArbitrary({ twists, parcels, buyers, fenMax }: MarketOptions): fc.Arbitrary<ParcelPlan[]> {
  const line = fc.record({
    item: fc.nat({ max: 5 }),
    pieces: fc.integer({ min: 1, max: 3 }),
    fen: fc.integer({ min: 1, max: fenMax }),
  });
  const drawn = fc.record({
    twist: fc.constantFrom(...twists),
    declared: fc.boolean(),
    buyer: fc.nat({ max: (buyers ?? 1) - 1 }),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    freightFen: fc.nat({ max: 2_000 }),
    insuredFen: fc.nat({ max: 300 }),
  });
  return fc
    .array(drawn, { minLength: parcels.min, maxLength: parcels.max })
    .map((plans) => plans.map((plan, number) => ({ ...plan, number, buyer: buyers ? plan.buyer : 2 * number })));
}

/** Some parcels, and the order in which their messages arrive: each number is the turn of a thread. */
export interface Arrival {
  plans: ParcelPlan[];
  turns: number[];
}

/** Every interleaving that keeps the order within each thread. */
export function arrivalArbitrary(options: MarketOptions): fc.Arbitrary<Arrival> {
  return marketArbitrary(options).chain((plans) => {
    const turns = plans.flatMap(threadsOf).flatMap((thread, index) => thread.map(() => index));
    const mixed = fc.shuffledSubarray(turns, { minLength: turns.length, maxLength: turns.length });
    return fc.record({ plans: fc.constant(plans), turns: mixed });
  });
}

/** The messages of an arrival, in its order. */
export function messagesOf({ plans, turns }: Arrival): Message[] {
  const threads = plans.flatMap(threadsOf);
  const next = threads.map(() => 0);
  return turns.map((turn) => threads[turn]![next[turn]!++]!);
}

/** One message a second from `startMs` on. */
export function timed(messages: readonly Message[], startMs: number): SentRecord[] {
  return messages.map((message, place) => ({ ...message, timestamp: startMs + 1000 * place }));
}
