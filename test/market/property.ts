import fc from 'fast-check';

/** Every property runs from this seed; a failure prints it together with the path of its smallest example. */
const SEED = 20261111;

export function holds<T>(property: fc.IAsyncProperty<T>, numRuns: number): Promise<void> {
  return fc.assert(property, { seed: SEED, numRuns });
}
