import { KAFKA_VERSION, MONGO_VERSION } from '../stack/pins';
import type { Machine } from './machine';

/** Parts that all pages of figures share. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line), ''];
}

/** A whole number with its thousands set apart. */
export function cell(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function machineLines(machine: Machine): string[] {
  return [
    `Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, ` +
      `Kafka ${KAFKA_VERSION}, MongoDB ${MONGO_VERSION}.`,
    `One core parses ${cell(machine.jsonParsesPerSecond)} JSON texts of 1.5 KB a second. Measured on ${machine.date} at ${machine.commit}.`,
    ...loadLines(machine),
    '',
  ];
}

/** A figure taken beside other work says little about the engine, and must not look as if it did. */
function loadLines({ loadBefore, cores }: Machine): string[] {
  if (loadBefore < cores / 2) return [];
  return [
    `The machine was busy with other work: load average ${loadBefore} on ${cores} cores before the first run. Rates and latencies ` +
      'are far below, and core times above, those of a quiet machine.',
  ];
}
