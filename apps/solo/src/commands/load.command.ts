import { Command } from 'commander';
import { mustAnswer } from '../cli/must-answer';
import { addressList } from '../cli/options';
import { ProgressLine } from '../cli/progress-line';

export function loadCommand(): Command {
  return new Command('load')
    .summary('publish a file of records to Kafka')
    .description('Publishes a file of records (NDJSON, the shape of `clear`) in the order of its lines.')
    .argument('<file>', 'records, one {"topic","key","value","timestamp"} a line')
    .requiredOption('--brokers <list>', 'host:port, several separated by commas', addressList)
    .addHelpText('after', '\nExample:\n  sandan load day.ndjson --brokers 127.0.0.1:9092\n')
    .action(async (file: string, { brokers }: { brokers: string[] }) => {
      await mustAnswer('--brokers', brokers);
      // Only the commands that talk to Kafka pay for loading its client.
      const { loadRecords } = await import('@sandan/service');
      const progress = new ProgressLine();
      const onProgress = ({ records }: { records: number }) => progress.show(() => `${records} records`);
      const { records, brokenLines } = await loadRecords({ brokers, from: file, onProgress });
      progress.end();
      process.stderr.write(`${records} records published, ${brokenLines} broken lines sent to dead-letters.v1\n`);
    });
}
