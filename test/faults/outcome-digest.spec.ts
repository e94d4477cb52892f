import type { ToldRecord } from '@sandan/testkit';
import { HashMap } from './hash-map';
import { OutcomeDigest } from './outcome-digest';

const told = (topic: string, value: object): ToldRecord => ({
  topic,
  key: null,
  value: JSON.stringify(value),
  timestamp: 1,
  headers: {},
});
const clearance = (orderNo: string, outcome = 'RELEASED', invtNo = `I-${orderNo}`): ToldRecord =>
  told('clearances.v1', { clearanceId: `EBP1:${orderNo}:1`, parcelId: `EBP1:${orderNo}`, outcome, invtNo });
const receipt = (orderNo: string, returnStatus = '2'): ToldRecord =>
  told('receipts.v1', { documentType: 'order', orderNo, returnStatus });

function digest(...records: ToldRecord[]): OutcomeDigest {
  const made = new OutcomeDigest();
  records.forEach((record) => made.take(record));
  return made;
}

describe('outcomes as hashes', () => {
  const expected = digest(clearance('A'), clearance('B'), receipt('A'), receipt('B'));

  it('are equal when the same was told, in any order and again', () => {
    const got = digest(receipt('B'), clearance('B'), receipt('A'), clearance('A'), clearance('B'));
    expect(got.differences(expected)).toEqual({ lost: 0, doubled: 0, different: 0, answered: 0 });
    expect([got.outputs, got.parcels, got.sharedNumbers]).toEqual([4, 2, 0]);
  });

  it('tell what is missing, what came more often and what says something else', () => {
    const got = digest(clearance('A', 'REFUSED'), receipt('A'), receipt('C'), clearance('C'));
    expect(got.differences(expected)).toEqual({ lost: 2, doubled: 2, different: 1, answered: 0 });
  });

  it('excuse as many answers to repeats as there were repeats', () => {
    const got = digest(
      clearance('A'),
      clearance('B'),
      receipt('A'),
      receipt('B'),
      receipt('A', '-1'),
      receipt('B', '-1'),
    );
    expect(got.differences(expected, 1)).toEqual({ lost: 0, doubled: 1, different: 0, answered: 1 });
    expect(got.differences(expected, 9)).toEqual({ lost: 0, doubled: 0, different: 0, answered: 2 });
  });

  it('tell of a number that two parcels were given, and of an output that changed', () => {
    expect(digest(clearance('A', 'RELEASED', 'I'), clearance('B', 'RELEASED', 'I')).sharedNumbers).toBe(1);
    expect(() => digest(clearance('A'), clearance('A', 'REFUSED'))).toThrow('was told with other bytes');
  });

  it('fit by the hundred thousand', () => {
    const map = new HashMap();
    for (let key = 1n; key <= 200_000n; key++) map.set(key * 0x9e3779b97fn, key);
    expect(map.size).toBe(200_000);
    for (let key = 1n; key <= 200_000n; key += 997n) expect(map.get(key * 0x9e3779b97fn)).toBe(key);
    expect(map.get(5n)).toBeUndefined();
  });
});
