import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem, type } from 'node:os';

/** What a figure was measured on, so that another one can be compared with it. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  system: string;
  node: string;
  commit: string;
  date: string;
  /** Load average of the minute before: far above 0, other work takes its part of the cores. */
  loadBefore: number;
  /** Parses a second of a fixed JSON text of 1.5 KB: how fast one core was during the run. */
  jsonParsesPerSecond: number;
}

export function describeMachine(root: string): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: type(),
    node: process.version,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).toString().trim(),
    date: new Date().toISOString().slice(0, 10),
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    jsonParsesPerSecond: jsonParsesPerSecond(),
  };
}

const YARDSTICK_ROUNDS = 50_000;

function jsonParsesPerSecond(): number {
  const line = { itemName: '商品名称测试', price: '108.00', qty: '1', note: '0123456789' };
  const text = JSON.stringify({ lines: Array.from({ length: 20 }, (_, gnum) => ({ gnum, ...line })) });
  const started = performance.now();
  for (let round = 0; round < YARDSTICK_ROUNDS; round++) JSON.parse(text);
  return Math.round((YARDSTICK_ROUNDS / (performance.now() - started)) * 1000);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
