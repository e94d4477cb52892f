import { joined } from '../identity/joined';
import type { ParcelLine } from '../inventory/parcel-line';
import type { Outcome } from '../parcel/clearance';
import type { Decision, Stage } from '../stage';
import { isoTime } from '../time';

export const NOTICES_TOPIC = 'release-notices.v1';

const NOTHING: Decision<ReleaseFact, ReleaseState> = { facts: [], outputs: [] };

export type NoticeAction = 'SHIP' | 'HOLD' | 'STOP';

/** A decision of home that a warehouse may have to hear of. */
export interface ReleaseRequest {
  parcelId: string;
  revision: number;
  outcome: Outcome;
  notice: {
    invtNo: string | undefined;
    orderNo: string;
    ebpCode: string;
    ebcCode: string | undefined;
    logisticsCode: string | undefined;
    logisticsNo: string | undefined;
    emsNo: string | undefined;
    areaCode: string | undefined;
    customsCode: string | undefined;
    lines: ParcelLine[];
  };
}

/** A notice was issued; the warehouse acts on the last one of a parcel. */
export interface ReleaseFact {
  fact: 'noticed';
  parcelId: string;
  revision: number;
  action: NoticeAction;
  /** Business time, ms. */
  at: number;
}

interface LastNotice {
  revision: number;
  action: NoticeAction;
}

/** Last notice by parcel under one orderNo. */
export interface ReleaseState {
  last: Record<string, LastNotice>;
}

/** STOP only takes a SHIP or HOLD back; an outcome that is not named here changes nothing for the warehouse. */
const ACTIONS: Partial<Record<Outcome, NoticeAction>> = {
  RELEASED: 'SHIP',
  INSPECTION: 'HOLD',
  MANUAL_REVIEW: 'HOLD',
  CANCELLED: 'STOP',
  REFUSED: 'STOP',
  RETURNED: 'STOP',
};

/** Notices for warehouses (contract 9): a warehouse ships on a SHIP that no later notice took back. */
export const releaseStage: Stage<ReleaseState, ReleaseRequest, ReleaseFact> = {
  name: 'release',
  initial: () => ({ last: {} }),
  decide(state, { parcelId, revision, outcome, notice }, context) {
    const last = state.last[parcelId];
    const action = ACTIONS[outcome];
    // The same decision again finds its notice issued.
    if (action === undefined || (last && last.revision >= revision)) return NOTHING;
    if (action === 'STOP' && (!last || last.action === 'STOP')) return NOTHING;
    const { invtNo, orderNo, ebpCode, ebcCode, logisticsCode, logisticsNo, emsNo, areaCode, customsCode, lines } =
      notice;
    const issuedAt = isoTime(context.now);
    // One flat literal: this is on the hot path.
    const value = {
      noticeId: joined(parcelId, revision, action),
      parcelId,
      revision,
      invtNo,
      orderNo,
      ebpCode,
      ebcCode,
      logisticsCode,
      logisticsNo,
      emsNo,
      areaCode,
      customsCode,
      action,
      lines,
      issuedAt,
    };
    return {
      facts: [{ fact: 'noticed', parcelId, revision, action, at: context.now }],
      outputs: [
        {
          topic: NOTICES_TOPIC,
          key: orderNo,
          value,
          headers: { 'area-code': areaCode ?? '' },
          at: context.now,
        },
      ],
    };
  },
  evolve: ({ last }, { parcelId, revision, action }) => ({ last: withLast(last, parcelId, { revision, action }) }),
};

/** A copy, in an object without a prototype: as fields of a literal, so many different names are found slowly. */
function withLast(last: ReleaseState['last'], parcelId: string, notice: LastNotice): ReleaseState['last'] {
  const copy = Object.create(null) as ReleaseState['last'];
  for (const known of Object.keys(last)) copy[known] = last[known]!;
  copy[parcelId] = notice;
  return copy;
}
