import { type EngineRun, runEngine, type SentRecord } from '@sandan/testkit';
import { MemoryLaneStore } from '@sandan/pipeline';
import fc from 'fast-check';
import { DAY, START_MS } from '../../seeds/scenarios/base';
import { type LedgerLines, ledgerLines } from '../market/ledger-lines';
import { marketReference } from '../market/market';
import { type Arrival, arrivalArbitrary, messagesOf, timed } from '../market/market.arbitrary';
import { DOCUMENT_TWISTS, type Twist, TWISTS } from '../market/parcel-plan';
import { holds } from '../market/property';

/** Few buyers and little stock: a record that counted twice would show in the parcels after it. */
const REFERENCE = marketReference(12);
const RUNS = 60;

const sent = (twists: readonly Twist[]): fc.Arbitrary<[Arrival, number]> =>
  fc.tuple(
    arrivalArbitrary({ twists, parcels: { min: 1, max: 8 }, buyers: 3, fenMax: 400_000 }),
    fc.integer({ min: 1, max: 9 }),
  );
/**
 * What came too early is refused, and taken when it comes again: a second waybill before another platform has documents, a
 * ruling or a cancellation before the decision.
 */
const REPEATABLE = DOCUMENT_TWISTS.filter((twist) => twist !== 'two-platforms');
const recordsOf = (arrival: Arrival) => timed(messagesOf(arrival), START_MS);

describe('the same records again', () => {
  it('change nothing when each record is sent twice', async () => {
    await holds(
      fc.asyncProperty(sent(TWISTS), async ([arrival, flush]) => {
        const records = recordsOf(arrival);
        const twice = records.flatMap((record) => [record, record]);
        expect(await decided(twice, flush)).toEqual(await decided(records, 1000));
      }),
      RUNS,
    );
  });

  it('change nothing when the whole file is sent again', async () => {
    await holds(
      fc.asyncProperty(sent(REPEATABLE), async ([arrival, flush]) => {
        const records = recordsOf(arrival);
        expect(await decided([...records, ...records], flush)).toEqual(await decided(records, 1000));
      }),
      RUNS,
    );
  });

  it('give the same bytes in a second run, however they fall into flushes', async () => {
    await holds(
      fc.asyncProperty(sent(TWISTS), async ([arrival, flush]) => {
        const records = recordsOf(arrival);
        expect((await run(records, flush)).told).toEqual((await run(records, 1000)).told);
      }),
      RUNS,
    );
  });
});

interface Decided {
  clearances: EngineRun['clearances'];
  notices: string[];
  lines: LedgerLines;
  waiting: number;
}

/** What is decided, told to warehouses and booked; receipts answer every record, also the repeated one. */
async function decided(sent: readonly SentRecord[], batch: number): Promise<Decided> {
  const store = new MemoryLaneStore();
  const result = await run(sent, batch, store);
  const notices = result.of('release-notices.v1').map(({ value }) => value);
  return { clearances: result.clearances, notices, lines: await ledgerLines(store), waiting: result.waiting };
}

function run(sent: readonly SentRecord[], batch: number, store = new MemoryLaneStore()): Promise<EngineRun> {
  return runEngine(REFERENCE, sent, { batch, store, until: START_MS + 2 * DAY });
}
