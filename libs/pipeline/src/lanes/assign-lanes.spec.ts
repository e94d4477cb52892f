import { assignLanes } from './assign-lanes';

describe('lane assignment', () => {
  it('gives every lane to exactly one member and differs by one lane at most', () => {
    for (const members of [1, 3, 5, 12, 14]) {
      const ids = Array.from({ length: members }, (_, index) => `m${index}`);
      const assignment = [...assignLanes(ids, 12).values()];
      expect(assignment.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, lane) => lane));
      const sizes = assignment.map((lanes) => lanes.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it('does not depend on the order in which members joined', () => {
    expect(assignLanes(['c', 'a', 'b'], 7).get('b')).toEqual(assignLanes(['a', 'b', 'c'], 7).get('b'));
  });

  it('gives nothing to nobody', () => {
    expect(assignLanes([], 3)).toEqual(new Map());
  });
});
