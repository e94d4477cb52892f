import { OUTBOUND_TOPICS } from '@sandan/contracts';
import type { Clearance, Receipt } from '@sandan/domain';
import { runEngine } from '@sandan/testkit';
import type { OutboundRecord } from '@sandan/pipeline';
import { DAY } from '../../seeds/scenarios/base';
import { recordLine } from './journals';
import type { World } from './world';

/** What two runs of the same records are compared by. */
export type Comparable = Pick<OutboundRecord, 'topic' | 'key' | 'value' | 'headers'>;

/** The records of a world in one lane, one after the other, without a process that dies. */
export async function runUndisturbed({ reference, records, startMs }: World): Promise<Comparable[]> {
  const run = await runEngine(reference, records, { until: startMs + 5 * DAY });
  return run.told;
}

/**
 * How a run's outputs differ from the undisturbed one's. In one lane nothing may differ. In several the serials are given
 * in the order of the answers. In a live run the moments differ too. Where parcels contend in several lanes, who comes
 * first is open: then every document still has its receipt and every parcel its clearance.
 */
export function outcomeDifferences(world: World, got: readonly Comparable[], calm: readonly Comparable[]): string[] {
  const view = viewOf(world);
  const [wanted, found] = [counted(calm.flatMap(view)), counted(got.flatMap(view))];
  if (world.hosting === 'staged' && world.contended) {
    return shorten(
      'nothing like',
      [...wanted.keys()].filter((line) => !found.has(line)),
    );
  }
  // What is sent on may arrive twice: then it has one receipt more, which says so.
  const more = world.misplaced ? beyond(found, wanted).filter((line) => !REPEATED.test(line)) : beyond(found, wanted);
  return [...shorten('missing', beyond(wanted, found)), ...shorten('more', more)];
}

/** Lines that stand more often in one than in the other. */
function beyond(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): string[] {
  return [...one].filter(([line, times]) => times > (other.get(line) ?? 0)).map(([line]) => line);
}

/** Receipts that a document has again when it comes again. */
const REPEATED = /"returnStatus\\":\\"(1|-301010|-401007|-504012|-621004|-301008|-401009|-504011|-621001)\\"/;

type View = (record: Comparable) => string[];

function viewOf({ hosting, contended, live }: World): View {
  if (hosting === 'port') return (record) => [recordLine(record)];
  if (contended) return answered;
  return live ? (record) => [lineWithout(record, TIMES)] : (record) => [lineWithout(record, SERIALS)];
}

const SERIALS = /"(invtNo|preNo)":"[^"]*",?/g;
const TIMES = /"(invtNo|preNo|decidedAt|returnTime|issuedAt)":"[^"]*",?/g;

function lineWithout({ topic, key, value, headers }: Comparable, fields: RegExp): string {
  if (topic === 'dead-letters.v1') return deadLetter({ topic, key, value });
  const text = typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
  return recordLine({ topic, key, value: text.replace(fields, ''), ...(headers && { headers }) });
}

/** One line for each document that was answered, each parcel that was decided, each dead letter. */
function answered({ topic, key, value, headers }: Comparable): string[] {
  const text = typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
  // A ruling or a gate-out is refused or not by what became of its parcel.
  if (topic === 'dead-letters.v1') return headers?.['reason'] === 'not-json' ? [deadLetter({ topic, key, value })] : [];
  if (topic === 'clearances.v1') return [`a clearance of ${(JSON.parse(text) as Clearance).parcelId}`];
  if (topic !== 'receipts.v1') return [];
  const { documentType, orderNo, ebpCode, payTransactionId, logisticsNo } = JSON.parse(text) as Receipt;
  return [`a receipt of ${[documentType, orderNo, ebpCode, payTransactionId, logisticsNo].join(' ')}`];
}

/** In several lanes a record has another offset. */
function deadLetter({ key, value }: Comparable): string {
  return `dead letter ${String(key)} ${Buffer.from(value).toString('utf8')}`;
}

function counted(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function shorten(what: string, lines: readonly string[]): string[] {
  return lines.slice(0, 6).map((line) => `${what} than undisturbed: ${line.slice(0, 400)}`);
}

export const OUTWARD: ReadonlySet<string> = new Set(OUTBOUND_TOPICS);
