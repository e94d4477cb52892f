import { storeDocument } from '../documents/stored-document';
import { itemsOfLines, type LineQuantity } from '../inventory/parcel-line';
import { decimal, formatQuantity } from '../money/decimal';
import { type Parcel, parcelOf } from '../parcel/parcel-group';
import type { ReturnArrival } from '../parcel/parcel-input';
import type { ParcelContext, Story } from '../parcel/story';
import type { RecordOrigin, RefusalReason } from '../stage';
import { moveStock } from './give-back';
import { EVENT_MOVES, lifeStateOf } from './life-table';
import { platformOf } from './named-parts';
import { currentOf, releaseOf } from './next-clearance';
import { refuseRecord } from './refuse-record';
import { quantityOf } from './remaining-tax';

const DAY_MS = 86_400_000;
/** 公告2020年45号: back at the supervised site within 45 days of the release. */
export const ARRIVAL_DAYS = 45;

/** Returned goods are back in the warehouse (contract 13): stock comes back, the parcel's revision stays. */
export function takeArrival(story: Story, arrival: ReturnArrival, origin: RecordOrigin, context: ParcelContext): void {
  const parcel = parcelOf(story.group, platformOf(arrival.parcelId));
  if (parcel.arrivals?.some((taken) => isSame(taken, arrival))) return;
  const refused = refusalOf(parcel, arrival);
  if (refused) {
    refuseRecord(story, origin, refused.reason, refused.detail, context);
    return;
  }
  const { ebpCode, admitted, leftWith } = parcel;
  const { arrivedAt, lines } = arrival;
  const document = storeDocument(origin.text, arrival, context.recordTime, arrivedAt);
  story.happened({ fact: 'arrived', ebpCode, document, lines, arrivedAt });
  const items = itemsOfLines(admitted!.lines, lines);
  const from = leftWith === undefined ? 'reserved' : 'reduced';
  moveStock(story, admitted!, { request: 'returned', items, from }, currentOf(parcel), context);
}

function refusalOf(parcel: Parcel, arrival: ReturnArrival): { reason: RefusalReason; detail: string } | undefined {
  const { returns = [], arrivals = [], admitted, clearances } = parcel;
  if (clearances.length === 0) return { reason: 'unknown-parcel', detail: 'no parcel was decided under this number' };
  const release = releaseOf(parcel);
  if (EVENT_MOVES.arrival[lifeStateOf(parcel)] !== 'accept' || !release || !admitted) {
    return { reason: 'more-than-returned', detail: 'no return was accepted for this parcel' };
  }
  if (Date.parse(arrival.arrivedAt) > Date.parse(release.decidedAt) + ARRIVAL_DAYS * DAY_MS) {
    return { reason: 'too-late', detail: `later than ${ARRIVAL_DAYS} days after the release of ${release.decidedAt}` };
  }
  const announced = returns.flatMap(({ lines }) => lines);
  const arrived = [...arrivals.flatMap(({ lines }) => lines), ...arrival.lines];
  for (const { gnum } of arrival.lines) {
    const [all, most] = [quantityOf(arrived, gnum), quantityOf(announced, gnum)];
    if (all <= most) continue;
    const detail = `gnum ${gnum}: ${formatQuantity(all)} arrived in all, ${formatQuantity(most)} returned`;
    return { reason: 'more-than-returned', detail };
  }
  return undefined;
}

function isSame(taken: { arrivedAt: string; lines: LineQuantity[] }, arrival: ReturnArrival): boolean {
  const sameLine = (line: LineQuantity, index: number) => {
    const other = arrival.lines[index]!;
    return line.gnum === other.gnum && decimal(line.qty) === decimal(other.qty);
  };
  return (
    Date.parse(taken.arrivedAt) === Date.parse(arrival.arrivedAt) &&
    taken.lines.length === arrival.lines.length &&
    taken.lines.every(sameLine)
  );
}
