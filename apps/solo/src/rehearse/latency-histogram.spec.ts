import { LatencyHistogram } from './latency-histogram';

describe('latency histogram', () => {
  it('tells percentiles within five percent', () => {
    const histogram = new LatencyHistogram();
    for (let ms = 1; ms <= 10_000; ms++) histogram.add(ms);
    for (const share of [0.5, 0.9, 0.99, 0.999]) {
      const found = histogram.percentile(share) / (share * 10_000);
      expect(found).toBeGreaterThanOrEqual(1);
      expect(found).toBeLessThan(1.05);
    }
  });

  it('never tells more than the highest, and nothing when it is empty', () => {
    const histogram = new LatencyHistogram();
    expect(histogram.percentile(0.5)).toBeNaN();
    histogram.add(3);
    expect(histogram.percentile(0.99)).toBe(3);
  });
});
