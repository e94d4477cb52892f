import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const alerts = readFileSync(join(__dirname, 'prometheus', 'alerts.yml'), 'utf8')
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((text) => ({ name: text.split('\n', 1)[0] as string, text }));

const METRICS = [
  'clearance_oldest_open_parcel_seconds',
  'clearance_consumer_lag_seconds',
  'clearance_dead_letters_total',
  'clearance_lane_stopped',
  'clearance_fence_losses_total',
  'clearance_parcels_total',
];

describe('the alerts', () => {
  it.each(alerts)('$name has a severity, a summary and its own section in the runbook', ({ name, text }) => {
    expect(text).toMatch(/severity: (warning|critical)\n/);
    expect(text).toMatch(/summary: '.{20,}'\n/);
    const [, page, anchor] = /runbook_url: (docs\/runbook\/[a-z-]+\.md)#([a-z]+)\n/.exec(text) ?? [];
    expect(anchor).toBe(name.toLowerCase());
    const section =
      readFileSync(join(root, page as string), 'utf8')
        .split(`## ${name}\n`)[1]
        ?.split('\n## ')[0] ?? '';
    for (const part of ['**Meaning.**', '**First look.**', '**Safe actions.**']) expect(section).toContain(part);
  });

  it('watch every metric that says whether parcels go through', () => {
    const text = alerts.map((alert) => alert.text).join('');
    expect(METRICS.filter((metric) => !text.includes(metric))).toEqual([]);
  });

  it('speak of no metric that the processes do not have', () => {
    const named = alerts.flatMap(({ text }) => text.match(/clearance_[a-z_]+/g) ?? []);
    expect([...new Set(named)].sort()).toEqual([...METRICS].sort());
  });
});
