import { type TopicLeaders, waitForLeaders } from './topic-leaders';

const led = (name: string, ...leaders: number[]): TopicLeaders => ({
  name,
  partitions: leaders.map((leader) => ({ leader })),
});

/** Answers one after the other; the last one goes on for ever. */
function answers(...list: (readonly TopicLeaders[] | Error)[]): () => Promise<readonly TopicLeaders[]> {
  let asked = 0;
  return () => {
    const answer = list[Math.min(asked++, list.length - 1)]!;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
}

describe('waiting for leaders', () => {
  const wanted = new Map([
    ['orders', 2],
    ['payments', 1],
  ]);

  it('goes on although a busy broker does not know a new topic, or has no leader, for a moment', async () => {
    const ask = answers(
      new Error('This server does not host this topic-partition'),
      [led('orders', 1)],
      [led('orders', 1, -1), led('payments', 1)],
      [led('orders', 1, 1), led('payments', 1)],
    );
    await expect(waitForLeaders({ wanted, ask, pauseMs: 1 })).resolves.toBeUndefined();
  });

  it('gives up after its time, naming the topics that have no leader', async () => {
    const ask = answers([led('orders', 1, 1), led('payments', -1)]);
    await expect(waitForLeaders({ wanted, ask, timeoutMs: 5, pauseMs: 1 })).rejects.toThrow(
      'no leader after 5 ms for all partitions of payments',
    );
  });

  it('gives up after its time, telling the last fault of the cluster', async () => {
    const ask = answers(new Error('no broker answers'));
    await expect(waitForLeaders({ wanted, ask, timeoutMs: 5, pauseMs: 1 })).rejects.toThrow('no broker answers');
  });
});
