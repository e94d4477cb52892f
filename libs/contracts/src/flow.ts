import { INBOUND_TOPICS, OUTBOUND_TOPICS, PARTNER_TOPICS, STAGE_TOPICS } from './topics';

export interface FlowStage {
  stage: 'parcel' | 'quota' | 'stock' | 'release';
  /** The process that hosts it (folder of apps/). */
  app: 'parcel' | 'ledger' | 'release';
  /** What its state is kept by. */
  key: string;
  consumes: readonly string[];
  produces: readonly string[];
}

/** The whole way of a parcel: stage -> consumes -> produces. A test keeps README, topics and handlers equal to it. */
export const FLOW: readonly FlowStage[] = [
  {
    stage: 'parcel',
    app: 'parcel',
    key: 'orderNo',
    consumes: [...INBOUND_TOPICS, STAGE_TOPICS.parcel],
    produces: [
      'receipts.v1',
      'clearances.v1',
      'dead-letters.v1',
      STAGE_TOPICS.quota,
      STAGE_TOPICS.stock,
      STAGE_TOPICS.release,
    ],
  },
  {
    stage: 'quota',
    app: 'ledger',
    key: 'keyed hash of the buyer ID number',
    consumes: [STAGE_TOPICS.quota],
    produces: [STAGE_TOPICS.stock, STAGE_TOPICS.parcel],
  },
  { stage: 'stock', app: 'ledger', key: 'emsNo', consumes: [STAGE_TOPICS.stock], produces: [STAGE_TOPICS.parcel] },
  {
    stage: 'release',
    app: 'release',
    key: 'orderNo',
    consumes: [STAGE_TOPICS.release],
    produces: ['release-notices.v1'],
  },
];

export const ALL_TOPICS: readonly string[] = [...PARTNER_TOPICS, ...OUTBOUND_TOPICS, ...Object.values(STAGE_TOPICS)];
