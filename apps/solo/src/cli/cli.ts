import { Command, CommanderError } from 'commander';
import { auditCommand } from '../commands/audit.command';
import { capacityCommand } from '../commands/capacity.command';
import { backupCommand, restoreCommand } from '../commands/backup.command';
import { clearCommand } from '../commands/clear.command';
import { dayCommand } from '../commands/day.command';
import { deadLettersCommand } from '../commands/dead-letters.command';
import { drawCommand } from '../commands/draw.command';
import { ledgerCommand } from '../commands/ledger.command';
import { explainCommand } from '../commands/explain.command';
import { loadCommand } from '../commands/load.command';
import { parcelCommand } from '../commands/parcel.command';
import { replayCommand } from '../commands/replay.command';
import { rehearseCommand } from '../commands/rehearse.command';
import { runCommand } from '../commands/run.command';
import { startCommand } from '../commands/start.command';
import { stackCommand } from '../commands/stack.command';
import { topicsCommand } from '../commands/topics.command';
import { waitingCommand } from '../commands/waiting.command';
import { softwareVersion } from './software-version';
import { UsageError } from './usage-error';

/** Exit codes: 0 done, 1 failed, 2 wrong call or wrong input (nothing was done). */
const FAILED = 1;
const WRONG_CALL = 2;

export function buildCli(): Command {
  const program = new Command('sandan')
    .description('Parcel clearance for bonded cross-border e-commerce (customs mode 1210): 三单 in, a clearance out.')
    .version(softwareVersion())
    .showHelpAfterError('(sandan <command> --help shows how to call it)')
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  const commands = [
    startCommand(),
    clearCommand(),
    dayCommand(),
    runCommand(),
    parcelCommand(),
    waitingCommand(),
    deadLettersCommand(),
    drawCommand(),
    ledgerCommand(),
    explainCommand(),
    auditCommand(),
    replayCommand(),
    backupCommand(),
    restoreCommand(),
    stackCommand(),
    topicsCommand(),
    loadCommand(),
    rehearseCommand(),
    capacityCommand(),
  ];
  commands.forEach((command) => program.addCommand(command));
  throwInsteadOfExit(program);
  return program;
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwInsteadOfExit);
}

/** A reader that has seen enough (`| head`) is no failure. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

export async function runCli(argv: string[]): Promise<void> {
  process.stdout.on('error', endWithReader);
  try {
    await buildCli().parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_CALL;
  const expected = isExpected(error);
  const saysAll = expected || (error instanceof Error && error.name === 'StoreNotWritableError');
  const text = error instanceof Error ? (saysAll ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`sandan: ${text}\n`);
  return expected ? WRONG_CALL : FAILED;
}

/** What the system says of a file, a folder or an address that was named and cannot be used. */
const WRONG_PLACE: ReadonlySet<string> = new Set([
  ...['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS'],
  ...['EADDRINUSE', 'EADDRNOTAVAIL', 'ENOTFOUND', 'ERR_SOCKET_BAD_PORT', 'ERR_INVALID_URL'],
]);
const WRONG_INPUT: ReadonlySet<string> = new Set(['BadReferenceError', 'DayOptionsError']);

/** Faults of the call or of its input: their message says all, a stack would say nothing. */
function isExpected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return WRONG_PLACE.has(code ?? '') || error instanceof UsageError || WRONG_INPUT.has(error.name);
}
