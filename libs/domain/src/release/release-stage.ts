import type { Outcome } from '../parcel/clearance';
import type { Stage } from '../stage';
import { isoTime } from '../time';

export const NOTICES_TOPIC = 'release-notices.v1';

export type NoticeAction = 'SHIP' | 'HOLD' | 'STOP';

export interface NoticeLine {
  gnum: number;
  itemRecordNo: string;
  itemNo: string;
  qty: string;
  unit: string;
}

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
    lines: NoticeLine[];
  };
}

/** A notice was issued; the warehouse acts on the last one of a parcel. */
export interface ReleaseFact {
  fact: 'noticed';
  parcelId: string;
  revision: number;
  action: NoticeAction;
}

/** Last notice by parcel under one orderNo. */
export interface ReleaseState {
  last: Record<string, { revision: number; action: NoticeAction }>;
}

const ACTIONS: Partial<Record<Outcome, NoticeAction>> = { RELEASED: 'SHIP', INSPECTION: 'HOLD', MANUAL_REVIEW: 'HOLD' };

/** Notices for warehouses (contract 9): a warehouse ships on a SHIP that no later notice took back. */
export const releaseStage: Stage<ReleaseState, ReleaseRequest, ReleaseFact> = {
  name: 'release',
  initial: () => ({ last: {} }),
  decide(state, { parcelId, revision, outcome, notice }, context) {
    const last = state.last[parcelId];
    const action = ACTIONS[outcome];
    // The same decision again finds its notice issued.
    if (action === undefined || (last && last.revision >= revision)) return { facts: [], outputs: [] };
    const { invtNo, orderNo, ebpCode, ebcCode, logisticsCode, logisticsNo, emsNo, areaCode, customsCode, lines } =
      notice;
    const keys = { invtNo, orderNo, ebpCode, ebcCode, logisticsCode, logisticsNo, emsNo, areaCode, customsCode };
    const noticeId = `${parcelId}:${revision}:${action}`;
    return {
      facts: [{ fact: 'noticed', parcelId, revision, action }],
      outputs: [
        {
          topic: NOTICES_TOPIC,
          key: orderNo,
          value: { noticeId, parcelId, revision, ...keys, action, lines, issuedAt: isoTime(context.now) },
          headers: { 'area-code': areaCode ?? '' },
          at: context.now,
        },
      ],
    };
  },
  evolve: (state, { parcelId, revision, action }) => ({ last: { ...state.last, [parcelId]: { revision, action } } }),
};
