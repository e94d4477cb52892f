import { OUTBOUND_TOPICS } from '@sandan/contracts';
import { type ConsumerOptions, type LogConsumer, MemoryLog } from '@sandan/pipeline';
import { type ToldFrom, type ToldOptions, ToldOutputs } from './told-outputs';

const LETTERS = 'dead-letters.v1';

describe('what was told', () => {
  const outputs: ToldOutputs[] = [];

  afterEach(() => Promise.all(outputs.splice(0).map((each) => each.close())));

  async function toldAfter(values: readonly string[], options: ToldOptions): Promise<string[]> {
    const log = new MemoryLog({ topics: Object.fromEntries(OUTBOUND_TOPICS.map((topic) => [topic, 1])) });
    const consumers: LogConsumer[] = [];
    const watched = Object.assign(Object.create(log) as MemoryLog, {
      consumer: (how: ConsumerOptions) => {
        const consumer = log.consumer(how);
        consumers.push(consumer);
        return consumer;
      },
      close: () => Promise.all(consumers.map((consumer) => consumer.stop())).then(() => undefined),
    });
    await log.publisher.publish(values.map((value) => ({ topic: LETTERS, key: null, value, timestamp: 1 })));
    const told = new ToldOutputs(watched, options);
    outputs.push(told);
    await told.start();
    while (told.count(LETTERS) < values.length - Number(options.from?.get(LETTERS)?.get(0) ?? 0n)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return told.all.map(({ value }) => value);
  }

  it('begins where it is told to, whatever lies before', async () => {
    const from = new Map([[LETTERS, new Map([[0, 2n]])]]);
    expect(await toldAfter(['of a former run', 'another', 'of this one'], { from })).toEqual(['of this one']);
    expect(await toldAfter(['of this one', 'another'], {})).toEqual(['of this one', 'another']);
  });

  it('goes to whoever takes it, and is kept unless it is too much', async () => {
    const taken: string[] = [];
    const sink = ({ value }: ToldFrom): void => void taken.push(value);
    expect(await toldAfter(['a', 'b'], { sink, keeps: false })).toEqual([]);
    expect(await toldAfter(['c'], { sink })).toEqual(['c']);
    expect(taken).toEqual(['a', 'b', 'c']);
  });
});
