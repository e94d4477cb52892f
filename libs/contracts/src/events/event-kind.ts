import { GateOutDto } from './gate-out.dto';
import { ReturnArrivalDto } from './return-arrival.dto';
import { RulingDto } from './ruling.dto';

/** Records of officers and warehouses, which name a parcel or a notice instead of carrying a document. */
export type EventKind = 'ruling' | 'gate-out' | 'arrival';

export type EventTopic = 'rulings.v1' | 'gate-outs.v1' | 'return-arrivals.v1';

export const EVENT_DTO: Record<EventKind, new () => object> = {
  ruling: RulingDto,
  'gate-out': GateOutDto,
  arrival: ReturnArrivalDto,
};

/** What a record of an event topic is. */
export const TOPIC_EVENT: Record<EventTopic, EventKind> = {
  'rulings.v1': 'ruling',
  'gate-outs.v1': 'gate-out',
  'return-arrivals.v1': 'arrival',
};

/** The field that names the parcel or the notice. */
export const EVENT_KEY: Record<EventKind, string> = { ruling: 'parcelId', 'gate-out': 'noticeId', arrival: 'parcelId' };
