import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, stackUp } from '../../deploy/stack';

/**
 * Starts Kafka and MongoDB in a folder of their own and compiles the processes under test. They run from a copy, inside
 * the repository so that they find its packages: a build beside the run must not change what is being tested.
 */
export default async function setUp(): Promise<void> {
  const root = repositoryRoot();
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'real-stack-'));
  execFileSync(process.execPath, [join(root, 'tools', 'ensure.mjs')], { stdio: ['ignore', 2, 2] });
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  process.env['SANDAN_TEST_STACK'] = folder;
  const stack = await stackUp({ folder, onProgress: (line) => void process.stderr.write(`${line}\n`) });
  process.env['SANDAN_TEST_BROKERS'] = stack.brokers.join(',');
  process.env['SANDAN_TEST_MONGO_URI'] = stack.mongoUri;
}
