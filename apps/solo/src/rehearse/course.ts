import { LatencyHistogram } from './latency-histogram';
import type { Latencies, Second } from './rehearsal';

export type Phase = 'warmingUp' | 'warm';

/** Gathers what happens second by second. */
export class Course {
  readonly seconds: Second[] = [];
  private readonly latencies = { warmingUp: new LatencyHistogram(), warm: new LatencyHistogram() };
  private current = new LatencyHistogram();
  private documents = 0;
  private parcels = 0;

  sent(documents: number): void {
    this.documents += documents;
  }

  decided(latencyMs: number | undefined, phase: Phase = 'warm'): void {
    this.parcels++;
    if (latencyMs === undefined) return;
    this.current.add(latencyMs);
    this.latencies[phase].add(latencyMs);
  }

  /** Ends the running second; where this process was held up and it took longer, several that share what happened. */
  tick(elapsedSeconds: number, lagRecords: number, rssMb: Record<string, number>): void {
    const { documents, parcels, current } = this;
    const latency = current.count > 0 ? { p50Ms: current.percentile(0.5), p99Ms: current.percentile(0.99) } : {};
    const rates = { documents: documents / elapsedSeconds, parcels: parcels / elapsedSeconds };
    for (let second = 0; second < Math.max(1, Math.round(elapsedSeconds)); second++) {
      this.seconds.push({ ...rates, ...latency, lagRecords, rssMb });
    }
    this.documents = 0;
    this.parcels = 0;
    this.current = new LatencyHistogram();
  }

  latenciesOf(phase: Phase): Latencies {
    const histogram = this.latencies[phase];
    return { p50: histogram.percentile(0.5), p99: histogram.percentile(0.99), p999: histogram.percentile(0.999) };
  }

  /** Best and worst whole second; the first and the last are not whole. */
  extremes(): { best: number; worst: number } {
    const whole = this.seconds.length > 4 ? this.seconds.slice(1, -1) : this.seconds;
    const rates = whole.map(({ parcels }) => parcels);
    return { best: Math.max(0, ...rates), worst: rates.length > 0 ? Math.min(...rates) : 0 };
  }
}
