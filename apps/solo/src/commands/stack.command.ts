import { join } from 'node:path';
import { Command } from 'commander';
import { repositoryRoot, stackDown, type StackInfo, stackStatus, stackUp } from '../../../../deploy/stack';
import { wholeNumber } from '../cli/options';

interface Options {
  folder: string;
  kafkaPort?: number;
  mongoPort?: number;
  fresh?: true;
  json?: true;
}

/** A real Kafka and a real MongoDB on this machine, without containers. */
export function stackCommand(): Command {
  const stack = new Command('stack').summary('start or stop a local Kafka and MongoDB without containers');
  const withFolder = (name: string, summary: string) =>
    stack
      .command(name)
      .summary(summary)
      .description(summary)
      .option('--folder <folder>', 'data, logs and process ids', join(repositoryRoot(), '.cache', 'stack'))
      .option('--json', 'print as JSON');
  withFolder('up', 'fetch what is missing and start both; does nothing when they run')
    .option('--kafka-port <port>', 'port of the broker (default: a free one)', wholeNumber)
    .option('--mongo-port <port>', 'port of mongod (default: a free one)', wholeNumber)
    .option('--fresh', 'throw earlier data away first')
    .addHelpText('after', '\nNeeds Java 17, Maven, Python 3 and pip.\n')
    .action(up);
  withFolder('down', 'stop both').action(down);
  withFolder('status', 'say what runs').action(status);
  return stack;
}

async function up(options: Options): Promise<void> {
  const { folder, kafkaPort, mongoPort, fresh } = options;
  const info = await stackUp({
    folder,
    ...(kafkaPort !== undefined && { kafkaPort }),
    ...(mongoPort !== undefined && { mongoPort }),
    ...(fresh && { fresh }),
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  print(options, info, addresses(info));
}

async function down(options: Options): Promise<void> {
  await stackDown({ folder: options.folder, onProgress: (line) => process.stderr.write(`${line}\n`) });
}

async function status(options: Options): Promise<void> {
  const found = await stackStatus({ folder: options.folder });
  const line = (name: string, { running, ready, pid, port }: (typeof found)['kafka']) =>
    running ? `${name}: ${ready ? 'ready' : 'starting'}, port ${port}, pid ${pid}` : `${name}: not running`;
  const text = `${line('Kafka', found.kafka)}\n${line('MongoDB', found.mongod)}\n`;
  print(options, found, found.info ? text + addresses(found.info) : text);
  if (!found.kafka.ready || !found.mongod.ready) process.exitCode = 1;
}

function addresses(info: StackInfo): string {
  return `SANDAN_BROKERS=${info.brokers.join(',')}\nSANDAN_MONGO_URI=${info.mongoUri}\n`;
}

function print(options: Options, value: object, text: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : text);
}
