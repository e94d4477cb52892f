import { Command } from 'commander';
import { mustAnswer } from '../cli/must-answer';
import { addressList, wholeNumber } from '../cli/options';

interface Options {
  brokers: string[];
  partitions: number;
  replicationFactor: number;
}

export function topicsCommand(): Command {
  const topics = new Command('topics').summary('the topics of a port');
  topics
    .command('create')
    .summary('create the topics that do not exist yet, all with the same number of partitions')
    .requiredOption('--brokers <list>', 'host:port, several separated by commas', addressList)
    .option('--partitions <n>', 'lanes of every stage', wholeNumber, 6)
    .option('--replication-factor <n>', '3 where there are three brokers', wholeNumber, 1)
    .addHelpText('after', '\nExample:\n  sandan topics create --brokers 127.0.0.1:9092\n')
    .action(async ({ brokers, partitions, replicationFactor }: Options) => {
      await mustAnswer('--brokers', brokers);
      const { createPortTopics } = await import('@sandan/service');
      const created = await createPortTopics({ brokers, partitions, replicationFactor });
      process.stdout.write(created.map((topic) => `${topic}\n`).join(''));
      process.stderr.write(`${created.length} topics created\n`);
    });
  return topics;
}
