import type { Clearance, Outcome } from '../parcel/clearance';
import type { ParcelFact } from '../parcel/parcel-fact';
import type { Ruling } from '../parcel/parcel-input';
import { WaitingList } from './waiting-list';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-11T00:00:00Z');
const NO_DOCUMENT = { text: '{}', recordTime: START, appTime: '' };

function clearance(outcome: Outcome, orderNo: string, hours: number, revision = 1): Clearance {
  return {
    clearanceId: `P:${orderNo}:${revision}`,
    parcelId: `P:${orderNo}`,
    revision,
    outcome,
    returnStatus: '',
    orderNo,
    ebpCode: 'P',
    ebcCode: 'MERCHANT',
    areaCode: 'WAREHOUSE',
    customsCode: '4612',
    reasons: [],
    warnings: [],
    ...(outcome === 'INSPECTION' && { inspection: { draw: '0', rate: '1', inspector: 'officer-1' } }),
    decidedAt: new Date(START + hours * HOUR).toISOString(),
    ruleSet: '',
  };
}

function decided(outcome: Outcome, orderNo: string, hours: number): [string, ParcelFact] {
  return [orderNo, { fact: 'decided', ebpCode: 'P', clearance: clearance(outcome, orderNo, hours) }];
}

function ruled(outcome: Outcome, orderNo: string, hours: number): [string, ParcelFact] {
  const ruling = { officer: 'officer-7' } as Ruling;
  const ruledOn = clearance(outcome, orderNo, hours, 2);
  return [orderNo, { fact: 'ruled', ebpCode: 'P', document: NO_DOCUMENT, ruling, clearance: ruledOn }];
}

function left(orderNo: string, hours: number): [string, ParcelFact] {
  const closed = clearance('CLOSED', orderNo, hours, 2);
  return [orderNo, { fact: 'left', ebpCode: 'P', document: NO_DOCUMENT, noticeId: '', clearance: closed }];
}

function returned(orderNo: string, hours: number, gnum: number, qty: string): [string, ParcelFact] {
  const fact: ParcelFact = {
    fact: 'returned',
    ebpCode: 'P',
    document: NO_DOCUMENT,
    guid: '',
    lines: [{ gnum, qty }],
    clearance: clearance('RETURNED', orderNo, hours, 3),
    at: START + hours * HOUR,
    bill: { releasedAt: new Date(START).toISOString() } as never,
  };
  return [orderNo, fact];
}

function arrived(orderNo: string, gnum: number, qty: string): [string, ParcelFact] {
  return [orderNo, { fact: 'arrived', ebpCode: 'P', document: NO_DOCUMENT, lines: [{ gnum, qty }], arrivedAt: '' }];
}

function listOf(facts: [string, ParcelFact][], max?: number): WaitingList {
  const list = new WaitingList(max);
  for (const [orderNo, fact] of facts) list.add(orderNo, fact);
  return list;
}

const NOW = START + 100 * HOUR;

describe('the waiting list', () => {
  it('names parcels that were released and have not left, with their warehouse, the oldest first', () => {
    const list = listOf([decided('RELEASED', '2', 50), decided('RELEASED', '1', 20), decided('RELEASED', '3', 99)]);
    expect(list.older('not-out', NOW, 24 * HOUR)).toEqual([
      { matter: 'not-out', parcelId: 'P:1', owner: 'WAREHOUSE', since: START + 20 * HOUR },
      { matter: 'not-out', parcelId: 'P:2', owner: 'WAREHOUSE', since: START + 50 * HOUR },
    ]);
  });

  it('lets a parcel go when it leaves, and a refused one never in', () => {
    const list = listOf([decided('RELEASED', '1', 0), decided('REFUSED', '2', 0), left('1', 5)]);
    expect(list.older('not-out', NOW, 0)).toEqual([]);
  });

  it('names the drawn inspector, the customs of a review, and the officer of a detention', () => {
    const list = listOf([
      decided('INSPECTION', '1', 0),
      decided('MANUAL_REVIEW', '2', 0),
      decided('INSPECTION', '3', 0),
    ]);
    list.add(...ruled('DETAINED', '3', 9));
    expect(list.older('inspection', NOW, 0)).toMatchObject([{ parcelId: 'P:1', owner: 'officer-1' }]);
    expect(list.older('review', NOW, 0)).toMatchObject([{ parcelId: 'P:2', owner: 'customs 4612' }]);
    expect(list.older('detention', NOW, 0)).toMatchObject([
      { parcelId: 'P:3', owner: 'officer-7', since: START + 9 * HOUR },
    ]);
  });

  it('keeps an announced return until all of it has arrived, with its last day', () => {
    const facts = [decided('RELEASED', '1', 0), left('1', 1), returned('1', 10, 1, '2'), returned('1', 20, 2, '1')];
    const list = listOf([...facts, arrived('1', 1, '2')]);
    expect(list.older('return', NOW, 0)).toEqual([
      { matter: 'return', parcelId: 'P:1', owner: 'MERCHANT', since: START + 10 * HOUR, until: START + 45 * 24 * HOUR },
    ]);
    list.add(...arrived('1', 2, '1'));
    expect(list.older('return', NOW, 0)).toEqual([]);
  });

  it('keeps the oldest when there are too many, and counts the others', () => {
    const list = listOf(
      [1, 2, 3].map((hour) => decided('RELEASED', String(hour), hour)),
      2,
    );
    expect(list.older('not-out', NOW, 0).map(({ parcelId }) => parcelId)).toEqual(['P:1', 'P:2']);
    expect(list.unlisted).toBe(1);
    list.add(...left('3', 9));
    expect(list.unlisted).toBe(0);
  });
});
