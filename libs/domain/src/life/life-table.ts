import { type Parcel, type ParcelStatus, statusOf } from '../parcel/parcel-group';
import type { ApplicationKind, EventInput } from '../parcel/parcel-input';
import type { RefusalReason } from '../stage';

/**
 * What cancellations, returns, rulings and gate-outs meet (contract 13), as tables by the parcel's state. They are the
 * rules themselves: the deciders look here, and `docs/reference/life.md` is written from here.
 */
export type LifeState =
  | ParcelStatus
  /** Refused by an officer: final. */
  | 'RULED_OUT'
  /** Returned by an officer: everything was given back. */
  | 'SENT_BACK';

export function lifeStateOf(parcel: Parcel): LifeState {
  const status = statusOf(parcel);
  if (status === 'REFUSED' && parcel.final) return 'RULED_OUT';
  if (status === 'RETURNED' && !parcel.admitted) return 'SENT_BACK';
  return status;
}

/** In the order in which a parcel may come to them. */
export const LIFE_STATES = [
  'EMPTY',
  'OPEN',
  'DECIDING',
  'REFUSED',
  'EXPIRED',
  'RELEASED',
  'INSPECTION',
  'MANUAL_REVIEW',
  'DETAINED',
  'RULED_OUT',
  'SENT_BACK',
  'CANCELLED',
  'CLOSED',
  'RETURNED',
] as const satisfies readonly LifeState[];

/** Accepted, or the receipt code by which it is turned away. */
export type ApplicationMove = 'accept' | 'unknown' | 'repeated' | 'state';

/** While the answer of quota and stock is out nothing is looked at; the entry is never read. */
const WAITS = 'state';

export const APPLICATION_MOVES: Readonly<Record<ApplicationKind, Readonly<Record<LifeState, ApplicationMove>>>> = {
  cancellation: {
    EMPTY: 'unknown',
    OPEN: 'state',
    DECIDING: WAITS,
    REFUSED: 'state',
    EXPIRED: 'state',
    RELEASED: 'accept',
    INSPECTION: 'accept',
    MANUAL_REVIEW: 'accept',
    DETAINED: 'state',
    RULED_OUT: 'state',
    SENT_BACK: 'state',
    CANCELLED: 'repeated',
    CLOSED: 'state',
    RETURNED: 'state',
  },
  return: {
    EMPTY: 'unknown',
    OPEN: 'state',
    DECIDING: WAITS,
    REFUSED: 'state',
    EXPIRED: 'state',
    RELEASED: 'accept',
    INSPECTION: 'state',
    MANUAL_REVIEW: 'state',
    DETAINED: 'state',
    RULED_OUT: 'state',
    SENT_BACK: 'state',
    CANCELLED: 'state',
    CLOSED: 'accept',
    RETURNED: 'accept',
  },
};

/** Accepted, or the reason of its dead letter. */
export type EventMove = 'accept' | RefusalReason;

function everywhere(move: EventMove, except: Partial<Record<LifeState, EventMove>>): Record<LifeState, EventMove> {
  const moves = Object.fromEntries(LIFE_STATES.map((state) => [state, move])) as Record<LifeState, EventMove>;
  return { ...moves, EMPTY: 'unknown-parcel', OPEN: 'unknown-parcel', ...except };
}

/**
 * A parcel that waits again after a decision is OPEN and known; then the decider says `state-not-allowed`,
 * `other-notice` or `more-than-returned` instead of `unknown-parcel`.
 */
export const EVENT_MOVES: Readonly<Record<EventInput['type'], Readonly<Record<LifeState, EventMove>>>> = {
  ruling: everywhere('state-not-allowed', { INSPECTION: 'accept', MANUAL_REVIEW: 'accept', DETAINED: 'accept' }),
  'gate-out': everywhere('other-notice', { RELEASED: 'accept' }),
  arrival: everywhere('more-than-returned', { RETURNED: 'accept' }),
};
