import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutboundRecord } from '@sandan/pipeline';
import { linesOfFile, publishLines } from './load-records';

const line = (note: string, timestamp: number): string =>
  JSON.stringify({ topic: 'orders.v1', key: 'A', value: { orderNo: 'A', note }, timestamp });

describe('records of a file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sandan-load-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('go out as they stand there; what is no record is a dead letter with its bytes', async () => {
    const file = join(folder, 'day.ndjson');
    const spoilt = Buffer.from(line('~~', 6), 'latin1').map((byte) => (byte === 126 ? 255 : byte));
    const separator = line('两\u2028行', 7);
    const parts = [line('一', 5), '\r\n\n', spoilt, '\n', separator, '\n', line('cut', 8).slice(0, -1)];
    writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
    const sent: OutboundRecord[] = [];
    const publish = async (records: readonly OutboundRecord[]): Promise<void> => void sent.push(...records);
    expect(await publishLines({ publish }, linesOfFile(file))).toEqual({ records: 2, brokenLines: 2 });
    expect(sent.map(({ topic, timestamp }) => [topic, timestamp])).toEqual([
      ['orders.v1', 5],
      ['dead-letters.v1', 5],
      ['orders.v1', 7],
      ['dead-letters.v1', 7],
    ]);
    expect(Buffer.from(sent[1]!.value).equals(spoilt)).toBe(true);
    expect(JSON.parse(String(sent[2]!.value))).toEqual({ orderNo: 'A', note: '两\u2028行' });
  });
});
