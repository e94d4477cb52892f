import { cancellation, type Deal, returned } from '../../seeds/scenarios/documents';
import { TOPIC } from '../../seeds/scenarios/records';
import type { Message, Thread } from './message';
import type { Twist } from './parcel-plan';

const RULED_AT = '2026-11-12T01:00:00.000Z';
/** Only the drawn one may close an inspection: the other one's ruling is a dead letter. */
const OFFICERS = ['officer-1', 'officer-2'];

/** What officers, warehouses and the platform send about a parcel besides its four documents. */
export function lifeOf(twist: Twist, deal: Deal): Thread {
  const steps = LIFE[twist];
  return steps ? steps.flatMap((step) => step(deal)) : [];
}

type Step = (deal: Deal) => Message[];

const cancel: Step = (deal) => [sent(TOPIC.cancellation, deal, cancellation(deal))];

const giveBack: Step = (deal) => {
  const guid = `00000000-0000-5000-8000-${deal.orderNo.padStart(12, '0')}`;
  return [sent(TOPIC.return, deal, returned([[1, '1']], deal, { guid }))];
};

const arrive: Step = (deal) => [
  sent(TOPIC.arrival, deal, { parcelId: parcelId(deal), lines: [{ gnum: 1, qty: '1' }], arrivedAt: RULED_AT }),
];

const leave =
  (revision: number): Step =>
  (deal) => [sent(TOPIC.gateOut, deal, { noticeId: `${parcelId(deal)}:${revision}:SHIP`, passedAt: RULED_AT })];

const rule =
  (ruling: string, revision: number): Step =>
  (deal) =>
    OFFICERS.map((officer) => {
      const dutyRates = deal.goods.map((_, index) => ({ gnum: index + 1, rate: '0.08' }));
      const value = { parcelId: parcelId(deal), revision, ruling, reasonText: '现场查验', officer, ruledAt: RULED_AT };
      return sent(TOPIC.ruling, deal, ruling === 'release' ? { ...value, dutyRates } : value);
    });

/** Later steps meet whatever the earlier ones left: many are refused, and none may leave anything behind. */
const LIFE: Partial<Record<Twist, Step[]>> = {
  cancelled: [cancel, cancel],
  left: [leave(1), leave(1), cancel],
  inspected: [rule('release', 1), leave(2), leave(1)],
  contradicted: [rule('release', 1), rule('refuse', 1), leave(2), rule('refuse', 2), leave(1)],
  detained: [rule('detain', 1), rule('return', 2), rule('release', 2), leave(3)],
  returned: [leave(1), giveBack, giveBack, arrive, arrive, cancel],
};

function sent(topic: string, deal: Deal, value: object): Message {
  return { topic, key: deal.orderNo, value };
}

function parcelId({ ebpCode, orderNo }: Deal): string {
  return `${ebpCode}:${orderNo}`;
}
