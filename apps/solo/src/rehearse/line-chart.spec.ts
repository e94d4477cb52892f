import { lineChart } from './line-chart';

describe('line chart', () => {
  it('draws one path a series, with a gap where nothing is known', () => {
    const svg = lineChart({
      title: 'rate',
      unit: 'parcels/s',
      series: [
        { name: 'a', values: [1, 2, undefined, 4] },
        { name: 'b', values: [0, 0, 0, 0] },
      ],
    });
    expect(svg.match(/<path /g)).toHaveLength(2);
    expect(/class="s0" d="([^"]*)"/.exec(svg)![1]!.match(/M/g)).toHaveLength(2);
    expect(svg).toContain('highest 4 parcels/s');
  });

  it('stays a chart without any value, and small over a long day', () => {
    expect(lineChart({ title: 't', unit: 'u', series: [{ name: 'a', values: [] }] })).not.toContain('NaN');
    const day = Array.from({ length: 86_400 }, (_, second) => second);
    expect(lineChart({ title: 't', unit: 'u', series: [{ name: 'a', values: day }] }).length).toBeLessThan(6_000);
  });
});
