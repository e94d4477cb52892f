export interface Series {
  name: string;
  /** By second; undefined = nothing to show. */
  values: readonly (number | undefined)[];
}

export interface ChartOptions {
  title: string;
  unit: string;
  series: readonly Series[];
}

const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 64;
const BOTTOM = 24;
const TOP = 18;
/** A chart shows no more points than a screen can. */
const POINTS_MAX = 240;
const STEPS = [1, 2, 2.5, 5, 10];

/** A line chart over the seconds of a run, as SVG that takes its colours from the page. */
export function lineChart({ title, unit, series }: ChartOptions): string {
  const thinned = series.map(({ name, values }) => ({ name, values: thin(values) }));
  const highest = Math.max(0, ...thinned.flatMap(({ values }) => values.filter((value) => value !== undefined)));
  const step = niceStep(highest / 4);
  const top = Math.max(step, Math.ceil(highest / step) * step);
  const seconds = Math.max(1, ...series.map(({ values }) => values.length));
  const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const lines = grid.map((value) => {
    const y = yOf(value, top);
    return `<line x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}"/><text x="${LEFT - 8}" y="${y + 4}">${short(value)}</text>`;
  });
  const paths = thinned.map(({ name, values }, index) => {
    return `<path class="s${index}" d="${pathOf(values, top)}"><title>${name}</title></path>`;
  });
  const keys =
    thinned.length > 1 ? thinned.map(({ name }, index) => `<span class="k${index}">${name}</span>`).join('') : '';
  return `<figure><figcaption>${title} <small>${unit}</small><span class="keys">${keys}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}, highest ${short(highest)} ${unit}">
<g class="grid">${lines.join('')}<text class="x" x="${LEFT}" y="${HEIGHT - 4}">0 s</text><text class="x end" x="${WIDTH}" y="${HEIGHT - 4}">${seconds} s</text></g>
${paths.join('')}</svg></figure>`;
}

/** Means of equal pieces. */
function thin(values: readonly (number | undefined)[]): (number | undefined)[] {
  if (values.length <= POINTS_MAX) return [...values];
  return Array.from({ length: POINTS_MAX }, (_, point) => {
    const from = Math.floor((point * values.length) / POINTS_MAX);
    const to = Math.max(from + 1, Math.floor(((point + 1) * values.length) / POINTS_MAX));
    const known = values.slice(from, to).filter((value) => value !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

function pathOf(values: readonly (number | undefined)[], top: number): string {
  const parts: string[] = [];
  let pen = false;
  values.forEach((value, index) => {
    if (value === undefined) {
      pen = false;
      return;
    }
    const x = LEFT + (index / Math.max(1, values.length - 1)) * (WIDTH - LEFT);
    parts.push(`${pen ? 'L' : 'M'}${x.toFixed(1)} ${yOf(value, top)}`);
    pen = true;
  });
  return parts.join('');
}

function yOf(value: number, top: number): number {
  return Math.round((HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP)) * 10) / 10;
}

function niceStep(rough: number): number {
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (STEPS.find((step) => step * power >= rough) ?? 10);
}

function short(value: number): string {
  if (value >= 1_000_000) return `${trimmed(value / 1_000_000)} M`;
  if (value >= 1_000) return `${trimmed(value / 1_000)} k`;
  return trimmed(value);
}

function trimmed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
