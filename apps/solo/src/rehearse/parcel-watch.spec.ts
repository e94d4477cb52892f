import { ParcelWatch } from './parcel-watch';

const clearance = (orderNo: string, revision: number, outcome = 'RELEASED') => ({
  clearanceId: `P:${orderNo}:${revision}`,
  parcelId: `P:${orderNo}`,
  orderNo,
  revision,
  outcome,
});

function watchOf(...orderNos: string[]): ParcelWatch {
  const watch = new ParcelWatch();
  for (const orderNo of orderNos) watch.expect({ orderNo, ebpCode: 'P', fault: 'clean' });
  return watch;
}

describe('parcel watch', () => {
  it('measures from the moment the last document was due', () => {
    const watch = watchOf('a');
    watch.due('a', 1_000);
    watch.due('a', 5_000);
    expect(watch.decided(clearance('a', 1), 5_040)).toBe(40);
  });

  it('counts a parcel that was never decided as lost, one that only waits for a document not', () => {
    const watch = watchOf('a', 'b');
    watch.expect({ orderNo: 'c', ebpCode: 'P', fault: 'missing-payment' });
    watch.decided(clearance('a', 1), 0);
    expect([watch.lost(), watch.expectedParcels, watch.decidedParcels]).toEqual([1, 2, 1]);
  });

  it('counts a decision told twice and one of a stranger as doubled, a next revision not', () => {
    const watch = watchOf('a');
    watch.decided(clearance('a', 1, 'REFUSED'), 0);
    watch.decided(clearance('a', 2), 0);
    expect(watch.doubled).toBe(0);
    watch.decided(clearance('a', 2), 0);
    watch.decided(clearance('x', 1), 0);
    expect(watch.doubled).toBe(2);
    expect(watch.outcomes()).toEqual({ REFUSED: 1, RELEASED: 1 });
  });
});
