import { DocumentSequence, OpMsgRequest } from 'mongodb/lib/cmap/commands';
import { SpareMemory } from '@sandan/pipeline';
import { encodeMessage } from './message';

const rows = Array.from({ length: 30 }, (_, at) => ({ _id: at, text: '三单'.repeat(at), bytes: Buffer.alloc(at) }));

/** Each with a command of its own: it is taken apart. */
const requests: Record<string, () => typeof OpMsgRequest.prototype> = {
  'a small command': () => new OpMsgRequest('admin', { ping: 1, leftOut: undefined }, { requestId: 7 }),
  'a find that nobody answers': () => new OpMsgRequest('sandan', { find: 'states' }, { moreToCome: true }),
  'a find that goes on': () => new OpMsgRequest('sandan', { find: 'states' }, { exhaustAllowed: true }),
  'a bulk write': () =>
    new OpMsgRequest('sandan', { insert: 'states', documents: new DocumentSequence('documents', rows) }, {}),
  'documents of two fields': () =>
    new OpMsgRequest(
      'sandan',
      {
        bulkWrite: 1,
        ops: new DocumentSequence('ops', rows.slice(0, 3)),
        nsInfo: new DocumentSequence('nsInfo', [{ ns: 'sandan.states' }]),
        comment: 'two',
      },
      {},
    ),
  'a large document': () =>
    new OpMsgRequest('sandan', { insert: 'journal', documents: [{ facts: Buffer.alloc(5_000_000, 3) }] }, {}),
};

describe('a message to the database', () => {
  const memory = new SpareMemory(1 << 24);

  it.each(Object.entries(requests))('has the bytes that the driver gives it: %s', (_what, make) => {
    const asDriver = make();
    const ours = Object.assign(make(), { requestId: asDriver.requestId });
    const expected = Buffer.concat(asDriver.toBin());
    // The second one lies where the first one lay.
    for (const request of [ours, Object.assign(make(), { requestId: asDriver.requestId })]) {
      const message = encodeMessage(request, memory);
      expect(message.equals(expected)).toBe(true);
      memory.giveBack(message.fill(0xff));
    }
  });
});
