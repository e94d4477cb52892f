import { readFileSync } from 'node:fs';

/** What a process has used since its start; undefined when it is gone. */
export interface ProcessUsage {
  /** User and system time of all its threads. */
  cpuSeconds: number;
  /** Highest resident set so far. */
  rssPeakMiB: number;
}

/** Linux reports times in ticks of 1/100 s on every architecture we run on (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

export function processUsage(pid: number): ProcessUsage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks: count the fields behind it; user and system time are the 14th and 15th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return { cpuSeconds, rssPeakMiB: Math.round(Number(peak?.[1] ?? 0) / 1024) };
  } catch {
    return undefined;
  }
}
