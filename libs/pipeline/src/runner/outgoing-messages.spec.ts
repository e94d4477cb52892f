import { decodeEnvelope } from '../intake/stage-message';
import { OutgoingMessages } from './outgoing-messages';

const envelopesOf = (outgoing: OutgoingMessages) =>
  outgoing.close(3, 7).map(({ topic, partition, value, timestamp }) => {
    const { from, messages } = decodeEnvelope(Buffer.from(value as string));
    return { topic, partition, timestamp, from, keys: messages.map(([key]) => key) };
  });

describe('outgoing messages', () => {
  it('go as one record to each lane, in their order', () => {
    const outgoing = new OutgoingMessages();
    outgoing.add('parcel', 'quota', 1, ['a', 10, {}]);
    outgoing.add('parcel', 'quota', 2, ['b', 11, {}]);
    outgoing.add('parcel', 'quota', 1, ['c', 12, {}]);
    expect(envelopesOf(outgoing)).toEqual([
      { topic: 'quota', partition: 1, timestamp: 12, from: ['parcel', 3, 7, 0], keys: ['a', 'c'] },
      { topic: 'quota', partition: 2, timestamp: 11, from: ['parcel', 3, 7, 1], keys: ['b'] },
    ]);
  });

  it('never make a record that a broker refuses: long ones go on in the next, with a higher number', () => {
    const outgoing = new OutgoingMessages();
    const text = '三'.repeat(90_000);
    for (const key of ['a', 'b', 'c', 'd', 'e']) outgoing.add('parcel', 'release', 0, [key, 1, { text }]);
    const envelopes = envelopesOf(outgoing);
    expect(envelopes.map(({ keys }) => keys)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(envelopes.map(({ from }) => from[3])).toEqual([0, 1, 2]);
  });

  it('are none when nobody was told anything', () => {
    expect(new OutgoingMessages().close(0, 1)).toEqual([]);
  });
});
