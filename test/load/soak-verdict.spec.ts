import { judgeSoak, type SoakProbe, type SoakSample } from './soak-verdict';

const MINUTES = 40;

/** A sample every 5 s; memory saws between collections and grows by `slope` MiB a minute. */
function samples(slope: number, change: Partial<Record<'files' | 'timers', number>> = {}): SoakSample[] {
  return Array.from({ length: MINUTES * 12 }, (_, index) => {
    const at = 5 * index;
    const grown = (name: 'files' | 'timers') => 20 + ((change[name] ?? 0) * at) / 60;
    return { at, anonMiB: 200 + (slope * at) / 60 + 15 * (index % 7), files: grown('files'), timers: grown('timers') };
  });
}

function probes(lastMs: number): SoakProbe[] {
  const count = MINUTES * 60;
  return Array.from({ length: count }, (_, at) => ({
    at,
    latencyMs: at % 50 === 0 ? 20 + ((lastMs - 20) * at) / count : 5,
  }));
}

describe('the verdict of a soak', () => {
  it('is good when nothing grows', () => {
    const verdict = judgeSoak(samples(0.2), probes(20), 300);
    expect(verdict.problems).toEqual([]);
    expect(verdict.memorySlopeMiBPerMinute).toBeCloseTo(0.2, 1);
  });

  it.each([
    ['memory', samples(1.5), probes(20)],
    ['open files', samples(0, { files: 1 }), probes(20)],
    ['timers', samples(0, { timers: 1 }), probes(20)],
    ['p99', samples(0), probes(30)],
  ])('names %s when it grows', (name, seen, told) => {
    expect(judgeSoak(seen, told, 300).problems).toEqual([expect.stringContaining(name)]);
  });

  it('is bad when nothing was seen', () => {
    expect(judgeSoak([], [], 300).problems).toHaveLength(4);
  });

  it('looks at what comes after the warm-up only', () => {
    const rising = samples(0).map((sample) => ({ ...sample, anonMiB: sample.anonMiB + Math.min(sample.at, 300) }));
    expect(judgeSoak(rising, probes(20), 300).problems).toEqual([]);
    expect(judgeSoak(rising, probes(20), 0).problems).toHaveLength(1);
  });
});
