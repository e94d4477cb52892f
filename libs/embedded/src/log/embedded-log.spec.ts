import { logSuite } from '@sandan/pipeline/suites';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEnvironment } from '../environment';
import { EmbeddedLog } from './embedded-log';

function record(number: number, bytes = 0) {
  return { topic: 'orders', key: `k${number}`, value: `${number}`.padEnd(bytes, '.'), timestamp: number };
}

function texts(log: EmbeddedLog, from: bigint, max = 100): string[] {
  return log.read('orders', from, max).map(({ value }) => Buffer.from(value ?? []).toString());
}

logSuite('embedded', async ({ partitions, bufferBytes }) => {
  const folder = mkdtempSync(join(tmpdir(), 'sandan-log-'));
  const environment = EmbeddedEnvironment.open(folder);
  const log = EmbeddedLog.open(environment, { partitions, ...(bufferBytes !== undefined && { bufferBytes }) });
  return {
    log,
    topic: (name) => `${name}.v1`,
    another: () => Promise.resolve(log),
    close: async () => {
      await environment.close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe('embedded log', () => {
  let folder: string;
  let environment: EmbeddedEnvironment;
  let log: EmbeddedLog;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandan-log-'));
    environment = EmbeddedEnvironment.open(folder);
    log = EmbeddedLog.open(environment, { partitions: 1 });
  });

  afterEach(async () => {
    await environment.close();
    rmSync(folder, { recursive: true });
  });

  it('goes on after its end when it is opened again', async () => {
    await log.append([record(0), record(1)]);
    await environment.close();
    environment = EmbeddedEnvironment.open(folder);
    log = EmbeddedLog.open(environment, { partitions: 1 });
    await log.append([record(2)]);
    expect(texts(log, 0n)).toEqual(['0', '1', '2']);
    expect(log.endOffset('orders', 0)).toBe(3n);
  });

  it('reads from the middle of a segment and no more than asked for', async () => {
    await log.append(Array.from({ length: 10 }, (_, number) => record(number)));
    expect(texts(log, 4n, 3)).toEqual(['4', '5', '6']);
    expect(texts(log, 10n)).toEqual([]);
    expect(log.read('payments', 0n, 5)).toEqual([]);
  });

  // lmdb rolls back a failed `childTransaction` or `transactionSync`; a failed `transaction` commits what it had written.
  it('leaves no trace of records whose transaction failed', async () => {
    const write = (number: number) => () => {
      log.appendInTransaction([record(number)]);
      throw new Error('the journal entry was refused');
    };
    await log.append([record(0)]);
    await expect(environment.root.childTransaction(write(1))).rejects.toThrow('the journal entry was refused');
    expect(() => environment.root.transactionSync(write(2))).toThrow('the journal entry was refused');
    await log.append([record(3)]);
    expect(texts(log, 0n)).toEqual(['0', '3']);
  });

  it('writes records and journal together and wakes readers after the commit', async () => {
    let woken = 0;
    log.onAppend(() => (woken += 1));
    await environment.root.transaction(() => log.appendInTransaction([record(0), record(1)]));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(texts(log, 0n)).toEqual(['0', '1']);
    expect(woken).toBe(1);
  });

  it('trims whole segments and keeps the end', async () => {
    for (let number = 0; number < 5; number++) await log.append([record(number), record(number)]);
    await log.trim('orders', 7n);
    expect(log.startOffset('orders', 0)).toBe(6n);
    await log.trim('orders', 100n);
    expect(log.startOffset('orders', 0)).toBe(8n);
    expect(log.endOffset('orders', 0)).toBe(10n);
    expect(texts(log, 0n)).toEqual(['4', '4']);
  });

  it('splits a large append into segments without a hole', async () => {
    await log.append(Array.from({ length: 1_000 }, (_, number) => record(number, 1_200)));
    const offsets = log.read('orders', 0n, 1_000).map(({ offset }) => Number(offset));
    expect(offsets).toEqual(Array.from({ length: 1_000 }, (_, number) => number));
  });

  it('refuses a folder that was written with another number of partitions', () => {
    expect(() => EmbeddedLog.open(environment, { partitions: 2 })).toThrow('has 1 partitions, not 2');
  });
});
