import type { Admin } from 'kafkajs';
import { TopicAdmin } from './topic-admin';

describe('the questions about topics', () => {
  it('go to another client when one never answers', async () => {
    const clients = ['never', 'now'];
    let disconnected = 0;
    const connect = (): Promise<Admin> => {
      const answers = clients.shift() === 'now';
      const offsets = [{ partition: 0, offset: '7', low: '3', high: '7' }];
      return Promise.resolve({
        fetchTopicOffsets: () => (answers ? Promise.resolve(offsets) : new Promise(() => undefined)),
        disconnect: () => Promise.resolve(void (disconnected += 1)),
      } as unknown as Admin);
    };
    const admin = new TopicAdmin({ brokers: [], clientId: 'spec', requestTimeoutMs: 20 }, connect);
    await expect(admin.bounds('orders.v1')).rejects.toThrow('did not say in 20 ms');
    expect((await admin.bounds('orders.v1')).high).toEqual(new Map([[0, 7n]]));
    expect(disconnected).toBe(1);
  });
});
