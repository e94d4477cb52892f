import { join } from 'node:path';
import { type StackInfo, stackUp } from '../../deploy/stack';

const folder = process.env['SANDAN_TEST_STACK'];

/** Holds the two servers of the run. */
export const STACK_FOLDER = folder ?? '';

/** Where the compiled processes under test lie. */
export const DIST = folder === undefined ? '' : join(folder, 'dist');

/** Declares a lane that needs the real servers; says aloud when it does not run. */
export function describeReal(name: string, lane: () => void): void {
  if (folder !== undefined) return describe(name, lane);
  process.stderr.write(`SKIPPED: ${name}; it needs Kafka and MongoDB: npx jest -c jest.real.config.cjs\n`);
  describe.skip(name, () => {
    it('needs a real Kafka and a real MongoDB', () => undefined);
  });
}

/** Empties both servers of the run and starts them again on their ports. */
export function freshStack(): Promise<StackInfo> {
  return stackUp({ folder, fresh: true });
}
