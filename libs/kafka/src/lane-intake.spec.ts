import type { InboundRecord } from '@sandan/pipeline';
import { CONSUMER_DEFAULTS } from './kafka-log-options';
import { LaneIntake } from './lane-intake';

function record(offset: number, bytes = 10): InboundRecord {
  return { topic: 'a', partition: 3, offset: BigInt(offset), key: null, value: Buffer.alloc(bytes), timestamp: offset };
}

function intake(bufferBytes: number) {
  const control: string[] = [];
  const lane = new LaneIntake({
    lane: 3,
    topics: ['a'],
    start: { a: 5n },
    ends: { a: 8n },
    settings: { ...CONSUMER_DEFAULTS, bufferBytes },
    control: { pause: (topic) => control.push(`pause ${topic}`), resume: (topic) => control.push(`resume ${topic}`) },
    committed: () => undefined,
  });
  return { lane, control };
}

describe('lane intake', () => {
  it('drops records that were handed in before', async () => {
    const { lane } = intake(10_000);
    lane.accept('a', [record(3), record(4), record(5), record(6)], 7n, 8n);
    lane.accept('a', [record(6), record(7)], 8n, 8n);
    const offsets = (await lane.reader.read(10, 10_000, 0)).map(({ offset }) => offset);
    expect(offsets).toEqual([5n, 6n, 7n]);
    expect(lane.reader.idle()).toBe(true);
  });

  it('pauses a topic above the cap and resumes it below half', async () => {
    const { lane, control } = intake(1_000);
    lane.accept('a', [record(5, 400), record(6, 400)], 7n, 9n);
    lane.accept('a', [record(7, 400), record(8, 400)], 9n, 9n);
    expect(control).toEqual(['pause a']);
    await lane.reader.read(1, 10_000, 0);
    expect(control).toEqual(['pause a']);
    await lane.reader.read(3, 10_000, 0);
    expect(control).toEqual(['pause a', 'resume a']);
  });
});
