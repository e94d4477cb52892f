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
    '',
  ];
}
