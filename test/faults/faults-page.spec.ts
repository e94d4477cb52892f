import { faultsPage, keptRow } from './faults-page';

describe('the page of faults', () => {
  it('has a row for each fault, with the median and the worst of its recoveries', () => {
    const figures = { parcels: 4000, lost: 0, doubled: 1, different: 2, stuck: 3 };
    const machine = {
      cpu: 'a processor',
      cores: 2,
      memoryGiB: 4,
      system: 'Linux',
      node: 'v20',
      commit: 'abc1234',
      date: '2026-11-11',
      jsonParsesPerSecond: 1,
      loadBefore: 0,
    };
    const killed = { fault: 'SIGKILL', how: '3 times', ...figures, recoveries: [3, 1, 2], parcelsPerSecond: 99.6 };
    const poison = { fault: 'poison', how: 'of 20 kinds', ...figures, recoveries: [] };
    const rows = [keptRow(killed, 'kill.ts', machine), keptRow(poison, 'records.ts', machine)];
    const page = faultsPage({ machine, rows });
    expect(page.split('\n').slice(-3, -1)).toEqual([
      '| SIGKILL | 3 times | 4000 | 0 | 1 | 2 | 3 | 2.0 s (median), 3.0 s (worst of 3) | 100 | 2026-11-11 abc1234 |',
      '| poison | of 20 kinds | 4000 | 0 | 1 | 2 | 3 | – | – | 2026-11-11 abc1234 |',
    ]);
    expect(page).toContain('a processor');
    expect(page).not.toContain('Not run');
  });
});
