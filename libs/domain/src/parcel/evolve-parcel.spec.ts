import type { StoredDocument } from '../documents/stored-document';
import type { Clearance } from './clearance';
import { evolveParcel } from './evolve-parcel';
import { copyOf, emptyGroup, mapTexts, type Parcel, parcelOf } from './parcel-group';
import type { ParcelFact } from './parcel-fact';

const document = (text: string): StoredDocument => ({ text, recordTime: 1, appTime: '20261111000000' });
const clearance = { outcome: 'REFUSED', revision: 1 } as Clearance;

const FULL: Required<Parcel> = {
  ebpCode: 'P',
  order: document('order'),
  payment: document('payment'),
  inventory: document('inventory'),
  openSince: 1,
  clearances: [clearance],
  invtNo: '46042026I000000001',
  deciding: {} as Parcel['deciding'],
  admitted: {} as Parcel['admitted'],
  ruling: {} as Parcel['ruling'],
  final: true,
  leftWith: 'notice',
  returns: [],
  arrivals: [],
};

describe('a parcel', () => {
  it('is copied with all that it has', () => {
    expect(copyOf(FULL)).toEqual(FULL);
  });

  it.each(['0000P00001', '__proto__', 'constructor'])('is kept for a platform that calls itself %s', (ebpCode) => {
    const facts: ParcelFact[] = [
      { fact: 'taken', kind: 'order', ebpCode, document: document('order'), first: true },
      { fact: 'opened', ebpCode, since: 1 },
      { fact: 'taken', kind: 'payment', ebpCode, document: document('payment') },
    ];
    const group = facts.reduce(evolveParcel, emptyGroup('1'));
    const expected = { ebpCode, clearances: [], order: document('order'), payment: document('payment'), openSince: 1 };
    expect(parcelOf(group, ebpCode)).toEqual(expected);
    const mapped = mapTexts(group, {
      document: ({ text }) => document(`${String(text)} mapped`),
      decision: (same) => same,
    });
    expect(parcelOf(mapped, ebpCode).order?.text).toBe('order mapped');
    const saved = JSON.parse(JSON.stringify(mapped)) as typeof mapped;
    expect(parcelOf(saved, ebpCode).payment?.text).toBe('payment mapped');
  });
});
