import type { Curve } from './day-options';

export const DAY_SECONDS = 86_400;

/** Orders in each hour of an ordinary day, relative: humps at lunch and in the evening. */
const HOURS = [30, 18, 10, 7, 6, 8, 15, 28, 45, 60, 72, 80, 98, 86, 62, 58, 60, 64, 70, 86, 106, 114, 98, 58];

/** A sale that opens at midnight: this share of the day rushes in and fades by 1/600 a second. */
const RUSH_SHARE = 0.4;
const RUSH_KEPT_PER_SECOND = 599 / 600;

/** Linear between the middles of the hours, around midnight too. */
function hourWeight(second: number): number {
  const position = second / 3_600 - 0.5 + 24;
  const hour = Math.floor(position);
  const share = position - hour;
  return (HOURS[hour % 24] ?? 0) * (1 - share) + (HOURS[(hour + 1) % 24] ?? 0) * share;
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function normalShares(): Float64Array {
  return normalised(Float64Array.from({ length: DAY_SECONDS }, (_, second) => hourWeight(second)));
}

function peakShares(): Float64Array {
  const rush = new Float64Array(DAY_SECONDS);
  let weight = 1;
  // repeated multiplication, not Math.exp: its last bit may differ between platforms
  for (let second = 0; second < DAY_SECONDS; second += 1, weight *= RUSH_KEPT_PER_SECOND) rush[second] = weight;
  const rushing = normalised(rush);
  return normalShares().map((share, second) => share * (1 - RUSH_SHARE) + (rushing[second] ?? 0) * RUSH_SHARE);
}

/** Share of the day's orders placed before each second; 86,401 entries from 0 to 1. */
export function cumulativeShares(curve: Curve): Float64Array {
  const cumulative = new Float64Array(DAY_SECONDS + 1);
  const shares = curve === 'normal' ? normalShares() : curve === 'peak' ? peakShares() : undefined;
  for (let second = 0; second < DAY_SECONDS; second += 1) {
    cumulative[second + 1] = shares ? (cumulative[second] ?? 0) + (shares[second] ?? 0) : (second + 1) / DAY_SECONDS;
  }
  cumulative[DAY_SECONDS] = 1;
  return cumulative;
}
