import { flushReport } from './flush-report.fixture';
import { MetricsObserver } from './metrics-observer';

const HOUR_MS = 3_600_000;

describe('metrics of the runner', () => {
  let wall: number;
  let metrics: MetricsObserver;
  beforeEach(() => {
    wall = 1_000_000;
    const options = { version: '1.2.3', rules: '2026-11-01', matchWindowHours: 24, processMetrics: false };
    metrics = new MetricsObserver({ ...options, wallClock: () => wall });
  });

  const lines = async () => (await metrics.registry.metrics()).split('\n').filter((line) => !line.startsWith('#'));

  it('tell records that were taken from those that became dead letters', async () => {
    const deadLetters = [{ topic: 'orders.v1', reason: 'not-json' as const }];
    metrics.flushed(flushReport({ records: 3, topics: new Map([['orders.v1', 3]]), deadLetters }));
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'clearance_documents_received_total{doc="order",result="taken"} 2',
        'clearance_documents_received_total{doc="order",result="dead-letter"} 1',
        'clearance_dead_letters_total{topic="orders.v1",reason="not-json"} 1',
        'clearance_batch_records_sum{stage="port"} 3',
        'clearance_flush_duration_seconds_sum{stage="port",step="append"} 0.002',
        'clearance_build_info{version="1.2.3",rules="2026-11-01"} 1',
      ]),
    );
  });

  it('count clearances by outcome and by each of their reasons', async () => {
    const reasons = [{ reason: 'AMOUNT_MISMATCH' }, { reason: 'SINGLE_LIMIT' }];
    const warnings = [{ reason: 'PAYER_MISMATCH' }];
    const refused = { topic: 'clearances.v1', key: '1', value: { outcome: 'REFUSED', reasons, warnings }, at: 0 };
    const told = { documentType: 'order', returnStatus: '100' };
    const receipt = { topic: 'receipts.v1', key: '1', value: told, at: 0 };
    const other = { ...receipt, value: { documentType: 'payment', returnStatus: '2' } };
    metrics.flushed(flushReport({ outward: [refused, receipt, other, receipt] }));
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'clearance_parcels_total{outcome="REFUSED"} 1',
        'clearance_reasons_total{reason="AMOUNT_MISMATCH"} 1',
        'clearance_reasons_total{reason="SINGLE_LIMIT"} 1',
        'clearance_warnings_total{reason="PAYER_MISMATCH"} 1',
        'clearance_receipts_total{doc="order",status="100"} 2',
        'clearance_receipts_total{doc="payment",status="2"} 1',
      ]),
    );
  });

  it('let the age of the oldest open parcel grow while its lane stands still', async () => {
    const clock = 50 * HOUR_MS;
    metrics.flushed(flushReport({ waiting: 2, nextDeadline: clock + 23 * HOUR_MS, clock }));
    wall += 10_000;
    expect(await lines()).toContain('clearance_oldest_open_parcel_seconds{stage="port",state="waiting"} 3610');
    expect(await lines()).toContain('clearance_open_parcels{stage="port"} 2');
  });

  it('know a parcel whose answer is out until it is decided', async () => {
    const asked = { fact: 'deciding', ebpCode: 'P', deciding: { at: 5_000 } };
    metrics.flushed(flushReport({ facts: [['parcel', '7', asked]], clock: 9_000 }));
    expect(await lines()).toContain('clearance_oldest_open_parcel_seconds{stage="port",state="deciding"} 4');
    metrics.flushed(flushReport({ facts: [['parcel', '7', { fact: 'decided', ebpCode: 'P' }]], clock: 9_500 }));
    expect(await lines()).toContain('clearance_oldest_open_parcel_seconds{stage="port",state="deciding"} 0');
  });

  it('forget the lag of a lane that was given up', async () => {
    metrics.lag('parcel', 3, { records: 12, seconds: 4 });
    expect(await lines()).toContain('clearance_consumer_lag_records{stage="parcel",lane="3"} 12');
    metrics.fenced('parcel', 3);
    const after = await lines();
    expect(after.filter((line) => line.startsWith('clearance_consumer_lag'))).toEqual([]);
    expect(after).toContain('clearance_fence_losses_total{stage="parcel"} 1');
  });
});
