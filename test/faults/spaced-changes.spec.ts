import type { SentRecord } from '@sandan/testkit';
import { spacedChanges } from './spaced-changes';

const record = (key: string, appType: string): SentRecord => ({
  topic: 'orders.v1',
  key,
  value: { appType },
  timestamp: 0,
});

describe('spaced changes', () => {
  it('put what follows a change of a parcel later, and nothing else', () => {
    const day = [
      record('a', '1'),
      record('a', '2'),
      record('a', '1'),
      record('b', '1'),
      record('c', '1'),
      record('d', '1'),
    ];
    expect(spacedChanges(day, 3).map(({ key }) => key)).toEqual(['a', 'a', 'b', 'a', 'c', 'd']);
    expect(
      spacedChanges([...day, ...day], 4)
        .map(({ key }) => key)
        .join(''),
    ).toBe('aabcadaabcad');
    expect(spacedChanges(day, 100).map(({ key }) => key)).toEqual(['a', 'a', 'b', 'c', 'd', 'a']);
  });
});
