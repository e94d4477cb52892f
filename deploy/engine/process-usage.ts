import { readFileSync } from 'node:fs';

/** Ticks a second of the times in /proc/<pid>/stat; fixed on Linux for programs. */
const TICKS_PER_SECOND = 100;

export interface Usage {
  cpuSeconds: number;
  /** Highest resident memory so far. */
  peakRssMb: number;
  /** Resident memory now. */
  rssMb: number;
}

/** What a process has used since its start, by /proc (Linux); all its threads. */
export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold blanks; utime and stime are fields 14 and 15, counted from the pid.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string): number =>
    Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024);
  return { cpuSeconds: ticks / TICKS_PER_SECOND, peakRssMb: megabytes('VmHWM'), rssMb: megabytes('VmRSS') };
}
