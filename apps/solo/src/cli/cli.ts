import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { clearCommand } from '../commands/clear.command';
import { dayCommand } from '../commands/day.command';
import { loadCommand } from '../commands/load.command';
import { stackCommand } from '../commands/stack.command';
import { topicsCommand } from '../commands/topics.command';
import { repositoryRoot } from '../../../../deploy/stack';
import { UsageError } from './usage-error';

/** Exit codes: 0 done, 1 failed, 2 wrong call or wrong input (nothing was done). */
const FAILED = 1;
const WRONG_CALL = 2;

export function buildCli(): Command {
  const { version } = JSON.parse(readFileSync(join(repositoryRoot(), 'package.json'), 'utf8')) as { version: string };
  const program = new Command('sandan')
    .description('Parcel clearance for bonded cross-border e-commerce (customs mode 1210): 三单 in, a clearance out.')
    .version(version)
    .showHelpAfterError('(sandan <command> --help shows how to call it)')
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  for (const command of [clearCommand(), dayCommand(), stackCommand(), topicsCommand(), loadCommand()]) program.addCommand(command);
  throwInsteadOfExit(program);
  return program;
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwInsteadOfExit);
}

export async function runCli(argv: string[]): Promise<void> {
  try {
    await buildCli().parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_CALL;
  const expected = isExpected(error);
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`sandan: ${text}\n`);
  return expected ? WRONG_CALL : FAILED;
}

/** Faults of the call or of its input: their message says all, a stack would say nothing. */
function isExpected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const missingFile = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return missingFile || error instanceof UsageError || error.name === 'BadReferenceError';
}
