import { rmSync } from 'node:fs';
import { stackDown } from '../../deploy/stack';

export default async function tearDown(): Promise<void> {
  const folder = process.env['SANDAN_TEST_STACK'];
  if (folder === undefined) return;
  await stackDown({ folder });
  // The logs of servers and processes tell why a lane failed; they are kept on request.
  if (process.env['SANDAN_TEST_KEEP'] === undefined) rmSync(folder, { recursive: true, force: true });
}
