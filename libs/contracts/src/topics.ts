/** Outward topics (contract 2). */
export const INBOUND_TOPICS = [
  'orders.v1',
  'payments.v1',
  'logistics.v1',
  'inventories.v1',
  'cancellations.v1',
  'returns.v1',
  'rulings.v1',
  'gate-outs.v1',
  'return-arrivals.v1',
] as const;

/** Official XML messages; consumed by the gateway. */
export const CEB_TOPIC = 'ceb-messages.v1';

/** Everything that partners send. */
export const PARTNER_TOPICS: readonly string[] = [...INBOUND_TOPICS, CEB_TOPIC];

export const OUTBOUND_TOPICS = ['receipts.v1', 'clearances.v1', 'release-notices.v1', 'dead-letters.v1'] as const;

/** Topics between the stages: the project's own business, may change with any version. */
export const STAGE_TOPICS = {
  quota: 'parcel.quota.requested.v1',
  stock: 'parcel.stock.requested.v1',
  parcel: 'parcel.home.answered.v1',
  release: 'parcel.release.decided.v1',
} as const;

/** What stages tell each other: no partner reads or writes these topics. */
export const BETWEEN_STAGES: ReadonlySet<string> = new Set(Object.values(STAGE_TOPICS));

export type InboundTopic = (typeof INBOUND_TOPICS)[number];
export type OutboundTopic = (typeof OUTBOUND_TOPICS)[number];
