import type { Curve } from './day-options';

const DAY_SECONDS = 86_400;
const DAY_MINUTES = 1_440;

/** Orders in each hour of an ordinary day, relative: humps at lunch and in the evening. */
const HOURS = [30, 18, 10, 7, 6, 8, 15, 28, 45, 60, 72, 80, 98, 86, 62, 58, 60, 64, 70, 86, 106, 114, 98, 58];

/** A sale that opens at midnight: this share of the day rushes in and fades by 1/600 a second. */
const RUSH_SHARE = 0.4;
const RUSH_KEPT_PER_SECOND = 599 / 600;

/** Orders in a minute, relative: linear between the middles of the hours, around midnight too. */
function minuteWeight(minute: number): number {
  const position = minute / 60 - 0.5 + 24;
  const hour = Math.floor(position);
  const share = position - hour;
  return (HOURS[hour % 24] ?? 0) * (1 - share) + (HOURS[(hour + 1) % 24] ?? 0) * share;
}

/** Share of an ordinary day's orders in each second. */
function ordinaryShares(): Float64Array {
  const shares = new Float64Array(DAY_SECONDS);
  const minutes = Array.from({ length: DAY_MINUTES }, (_, minute) => minuteWeight(minute));
  const total = minutes.reduce((sum, weight) => sum + weight, 0) * 60;
  minutes.forEach((weight, minute) => shares.fill(weight / total, minute * 60, minute * 60 + 60));
  return shares;
}

function addRush(shares: Float64Array): void {
  // repeated multiplication, not Math.exp: its last bit may differ between platforms
  let rushing = RUSH_SHARE * (1 - RUSH_KEPT_PER_SECOND);
  for (let second = 0; second < DAY_SECONDS; second += 1) {
    shares[second] = (shares[second] ?? 0) * (1 - RUSH_SHARE) + rushing;
    rushing *= RUSH_KEPT_PER_SECOND;
  }
}

function sharesOf(curve: Curve): Float64Array {
  if (curve === 'flat') return new Float64Array(DAY_SECONDS).fill(1 / DAY_SECONDS);
  const shares = ordinaryShares();
  if (curve === 'peak') addRush(shares);
  return shares;
}

/** Share of the day's orders placed before each second; 86,401 entries from 0 to 1. */
export function cumulativeShares(curve: Curve): Float64Array {
  const cumulative = new Float64Array(DAY_SECONDS + 1);
  let before = 0;
  sharesOf(curve).forEach((share, second) => (cumulative[second + 1] = before += share));
  // the sum of 86,400 roundings is not quite 1
  cumulative[DAY_SECONDS] = 1;
  return cumulative;
}

/** Share of a day's orders in its busiest second. */
export function busiestSecondShare(curve: Curve): number {
  return sharesOf(curve).reduce((most, share) => Math.max(most, share), 0);
}
