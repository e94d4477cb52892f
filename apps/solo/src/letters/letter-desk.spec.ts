import { DEAD_LETTERS_TOPIC, MemoryLog, type OutboundRecord } from '@sandan/pipeline';
import { HANDLED_TOPIC } from './letter-action';
import { LetterBook, letterGroups } from './letter-book';
import { LetterDesk } from './letter-desk';
import { letterView } from './letter-view';

const NOW = '2026-11-12T01:00:00.000Z';
const AT = Date.parse('2026-11-12T00:00:00Z');

describe('the desk of dead letters', () => {
  let log: MemoryLog;
  let desk: LetterDesk;

  beforeEach(async () => {
    log = new MemoryLog({ topics: { 'orders.v1': 2, 'payments.v1': 2, [DEAD_LETTERS_TOPIC]: 2, [HANDLED_TOPIC]: 1 } });
    desk = new LetterDesk({ log, createHandledTopic: () => Promise.resolve(), now: () => NOW });
    await log.publisher.publish([
      letter('orders.v1', 1, 'key-mismatch', 1_000),
      letter('payments.v1', 2, 'not-json', 2_000),
      letter('orders.v1', 1, 'key-mismatch', 1_000),
      letter('orders.v1', 3, 'key-mismatch', 3_000),
      { topic: DEAD_LETTERS_TOPIC, key: null, value: 'a line', timestamp: 4_000, headers: { reason: 'broken-line' } },
    ]);
  });

  it('has each letter once, however often it was told, and groups them by reason and topic', async () => {
    const letters = (await desk.book()).select({});
    expect(letters.map(({ id, state }) => [id, state])).toEqual([
      ['orders.v1/0/1', 'open'],
      ['payments.v1/0/2', 'open'],
      ['orders.v1/0/3', 'open'],
      [expect.stringMatching(/^dead-letters\.v1\/\d\/\d$/), 'open'],
    ]);
    expect(letterGroups(letters).map(({ reason, topic, letters: count }) => [reason, topic, count])).toEqual([
      ['key-mismatch', 'orders.v1', 2],
      ['broken-line', '–', 1],
      ['not-json', 'payments.v1', 1],
    ]);
  });

  it('sends a filtered set again byte for byte, once, and keeps who did it', async () => {
    const entries = (await desk.book()).select({ reason: 'key-mismatch' });
    expect(await desk.redrive(entries, 'an officer', AT)).toEqual({ letters: 2 });
    expect(
      log
        .records('orders.v1')
        .map(({ key, value, timestamp, headers }) => [text(key), text(value), timestamp, headers]),
    ).toEqual(
      [1, 3].map((offset) => [
        `key ${offset}`,
        `value ${offset}`,
        AT,
        { ce_id: `event ${offset}`, 'redriven-from': `orders.v1/0/${offset}` },
      ]),
    );
    const book = await desk.book();
    expect(book.select({ state: 'open' }).map(({ reason }) => reason)).toEqual(['not-json', 'broken-line']);
    expect(book.get('orders.v1/0/1')!.actions).toEqual(
      ['redriving', 'redriven'].map((deed) => ({
        ...{ id: 'orders.v1/0/1', deed, reason: 'key-mismatch', by: 'an officer', at: NOW },
      })),
    );
  });

  it('leaves a letter open when the record could not be sent, with the attempt on record', async () => {
    const away = new Error('the broker is away');
    const publish = (records: readonly OutboundRecord[]): Promise<void> =>
      records.some(({ topic }) => topic === 'payments.v1') ? Promise.reject(away) : log.publisher.publish(records);
    const broken = Object.assign(Object.create(log) as MemoryLog, { publisher: { publish } });
    const other = new LetterDesk({ log: broken, createHandledTopic: () => Promise.resolve(), now: () => NOW });
    await expect(other.redrive((await desk.book()).select({ topic: 'payments.v1' }), 'me', AT)).rejects.toBe(away);
    const [entry] = (await desk.book()).select({ topic: 'payments.v1', state: 'open' });
    expect(entry!.state).toBe('redriving');
    expect(log.records('payments.v1')).toEqual([]);
  });

  it('discards with the reason; the letter and its bytes stay', async () => {
    const entries = (await desk.book()).select({ since: 2_000, until: 3_000 });
    await desk.discard(entries, 'me', 'sent again, corrected');
    const book = await desk.book();
    expect(book.select({ state: 'discarded' }).map(({ id }) => id)).toEqual(['payments.v1/0/2']);
    const view = letterView(book.get('payments.v1/0/2')!, (await desk.letter('payments.v1/0/2'))!);
    expect(view).toMatchObject({ state: 'discarded', value: 'v***e 2***', headers: { ce_id: 'event 2' } });
    expect(view.actions).toMatchObject([{ deed: 'discarded', because: 'sent again, corrected', by: 'me' }]);
  });

  it('knows nothing of a letter that no topic keeps', async () => {
    expect(await desk.letter('orders.v1/0/77')).toBeUndefined();
    const book = new LetterBook();
    book.action({ id: 'orders.v1/0/77', deed: 'discarded', reason: 'not-json', by: 'me', at: NOW });
    expect(book.select({})).toEqual([]);
  });
});

function letter(topic: string, offset: number, reason: string, timestamp: number): OutboundRecord {
  const source = { 'source-topic': topic, 'source-partition': '0', 'source-offset': String(offset) };
  const headers = { ce_id: `event ${offset}`, ...source, reason };
  return { topic: DEAD_LETTERS_TOPIC, key: `key ${offset}`, value: `value ${offset}`, timestamp, headers };
}

function text(bytes: Uint8Array | null): string {
  return Buffer.from(bytes ?? []).toString();
}
