import { join } from 'node:path';
import { loadReference } from '@sandan/config';
import { runEngine, type EngineRun, type SentRecord } from '@sandan/testkit';
import { type DayRecord, generateDay } from '../../seeds/day';

const REFERENCE = join(__dirname, '../../seeds/reference');
const DAY_MS = 86_400_000;

/** Promise: on a generated day with life every record has its effect, and no parcel is left waiting. */
describe('a generated day with life', () => {
  const records = [...generateDay({ parcels: 4_000, seed: 5, curve: 'normal', life: true })];
  const isSent = (topic: string) => records.filter((record) => record.topic === topic);
  let run: EngineRun;

  beforeAll(async () => {
    const last = records.at(-1)!.timestamp;
    run = await runEngine(await loadReference(REFERENCE), records as SentRecord[], {
      batch: 500,
      until: last + 2 * DAY_MS,
    });
  });

  const told = (documentType: string, returnStatus: string) =>
    run.receipts.filter((receipt) => receipt.documentType === documentType && receipt.returnStatus === returnStatus);
  const outcomes = (outcome: string) => run.clearances.filter((clearance) => clearance.outcome === outcome);

  it('sends some of everything', () => {
    const topics = ['rulings.v1', 'gate-outs.v1', 'cancellations.v1', 'returns.v1', 'return-arrivals.v1'];
    expect(topics.filter((topic) => isSent(topic).length < 10)).toEqual([]);
  });

  it('runs in the order of time and begins as the same day without life', () => {
    const times = records.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const plain = [...generateDay({ parcels: 4_000, seed: 5, curve: 'normal' })];
    const documents = new Set(records.map((record: DayRecord) => JSON.stringify(record)));
    expect(plain.filter((record) => !documents.has(JSON.stringify(record)))).toEqual([]);
  });

  it('lets every application, ruling, gate-out and arrival have its effect', () => {
    expect(told('cancellation', '399')).toHaveLength(isSent('cancellations.v1').length);
    expect(told('return', '800')).toHaveLength(isSent('returns.v1').length);
    expect(outcomes('CLOSED')).toHaveLength(isSent('gate-outs.v1').length);
    const refused = run.of('dead-letters.v1').map(({ headers }) => `${headers['source-topic']} ${headers['reason']}`);
    expect(refused.filter((reason) => !/ (not-json|business-key-missing)$/.test(reason))).toEqual([]);
  });

  it('comes to every outcome', () => {
    const seen = new Set(run.clearances.map(({ outcome }) => outcome));
    expect([...seen].sort()).toEqual([
      ...['CANCELLED', 'CLOSED', 'DETAINED', 'EXPIRED', 'INSPECTION', 'MANUAL_REVIEW'],
      ...['REFUSED', 'RELEASED', 'RETURNED'],
    ]);
  });

  it('leaves no parcel waiting for documents', () => {
    expect(run.waiting).toBe(0);
  });
});
