/** Buckets grow by a factor of 2^(1/16), so a percentile is off by at most 4.5 %. */
const BUCKETS_A_DOUBLING = 16;
const BUCKETS = 32 * BUCKETS_A_DOUBLING;

/** Latencies in ms by logarithmic buckets: a day of millions takes four kilobytes. */
export class LatencyHistogram {
  private readonly counts = new Uint32Array(BUCKETS);
  private total = 0;
  private highest = 0;

  get count(): number {
    return this.total;
  }

  add(ms: number): void {
    const bucket = Math.floor(Math.log2(Math.max(1, ms)) * BUCKETS_A_DOUBLING);
    this.counts[Math.min(BUCKETS - 1, bucket)]!++;
    this.total++;
    this.highest = Math.max(this.highest, ms);
  }

  /** The latency that `share` (0 .. 1) of all stay within, ms; NaN when there are none. */
  percentile(share: number): number {
    if (this.total === 0) return Number.NaN;
    const wanted = Math.ceil(share * this.total);
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.counts[bucket]!;
      if (seen >= wanted) return Math.min(this.highest, 2 ** ((bucket + 1) / BUCKETS_A_DOUBLING));
    }
    return this.highest;
  }
}
