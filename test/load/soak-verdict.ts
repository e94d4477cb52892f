/** One look at the process that soaks. */
export interface SoakSample {
  /** s since the load began. */
  at: number;
  /** Memory of its own, without files that are mapped. */
  anonMiB: number;
  files: number;
  timers: number;
}

/** One probe parcel: when it was sent, s since the load began, and how long until its clearance was there, ms. */
export interface SoakProbe {
  at: number;
  latencyMs: number;
}

export interface SoakVerdict {
  memorySlopeMiBPerMinute: number;
  files: { first: number; last: number };
  timers: { first: number; last: number };
  p99Ms: { first: number; last: number };
  /** What is not as it must be; an empty list = the soak is passed. */
  problems: string[];
}

const SLOPE_MAX = 1;
const P99_DRIFT_MAX = 0.1;
/** Connections of the load itself come and go. */
const COUNT_SLACK = 4;
const MINUTE = 60;

/** Judges what was seen after the warm-up: memory by the slope of its lowest point a minute, the others by quarters. */
export function judgeSoak(samples: readonly SoakSample[], probes: readonly SoakProbe[], warmUpS: number): SoakVerdict {
  const warm = samples.filter(({ at }) => at >= warmUpS);
  const [early, late] = outerQuarters(warm);
  const [firstProbes, lastProbes] = outerQuarters(probes.filter(({ at }) => at >= warmUpS));
  const verdict = {
    memorySlopeMiBPerMinute: slope(lowestByMinute(warm)),
    files: { first: mean(early.map(({ files }) => files)), last: mean(late.map(({ files }) => files)) },
    timers: { first: mean(early.map(({ timers }) => timers)), last: mean(late.map(({ timers }) => timers)) },
    p99Ms: { first: percentile(firstProbes, 0.99), last: percentile(lastProbes, 0.99) },
  };
  return { ...verdict, problems: problemsOf(verdict) };
}

function problemsOf({ memorySlopeMiBPerMinute, files, timers, p99Ms }: Omit<SoakVerdict, 'problems'>): string[] {
  const problems: string[] = [];
  if (!(memorySlopeMiBPerMinute < SLOPE_MAX)) {
    problems.push(`memory grows by ${memorySlopeMiBPerMinute.toFixed(2)} MiB a minute; below ${SLOPE_MAX} is allowed`);
  }
  if (!(files.last - files.first <= COUNT_SLACK)) problems.push('open files grow in number');
  if (!(timers.last - timers.first <= COUNT_SLACK)) problems.push('timers grow in number');
  if (!(p99Ms.last <= p99Ms.first * (1 + P99_DRIFT_MAX))) {
    problems.push(`p99 went from ${p99Ms.first.toFixed(0)} ms to ${p99Ms.last.toFixed(0)} ms; 10 % more is allowed`);
  }
  return problems;
}

function outerQuarters<T extends { at: number }>(items: readonly T[]): [T[], T[]] {
  const first = items[0]?.at ?? 0;
  const quarter = ((items.at(-1)?.at ?? 0) - first) / 4;
  return [items.filter(({ at }) => at <= first + quarter), items.filter(({ at }) => at >= first + 3 * quarter)];
}

/** Garbage comes and goes; what stays is seen at the lowest point of each minute. */
function lowestByMinute(samples: readonly SoakSample[]): { at: number; value: number }[] {
  const lowest = new Map<number, number>();
  for (const { at, anonMiB } of samples) {
    const minute = Math.floor(at / MINUTE);
    lowest.set(minute, Math.min(lowest.get(minute) ?? Infinity, anonMiB));
  }
  return [...lowest].map(([at, value]) => ({ at, value }));
}

/** Least squares; NaN with fewer than two points. */
function slope(points: readonly { at: number; value: number }[]): number {
  const [at, value] = [mean(points.map((point) => point.at)), mean(points.map((point) => point.value))];
  const across = points.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
  return points.reduce((sum, point) => sum + (point.at - at) * (point.value - value), 0) / across;
}

function percentile(probes: readonly SoakProbe[], share: number): number {
  const sorted = probes.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
