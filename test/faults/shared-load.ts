import type { SentRecord } from '@sandan/testkit';

/** Fields of every document that name a buyer. */
const BUYER_FIELDS = { buyerIdNumber: 'id', payerIdNumber: 'id', buyerName: 'name', payerName: 'name' } as const;
const REPEATS = 3;

interface Load {
  records: SentRecord[];
  /** Order numbers that have nothing to do with what is hot. */
  others: ReadonlySet<string>;
}

/** Every other parcel is one buyer's. */
export function hotBuyer(day: readonly SentRecord[]): Load {
  const { cold, hot } = halves(day);
  const first = day.find(({ topic, key }) => topic === 'orders.v1' && hot.has(key ?? ''))!.value as Document;
  const buyer = { id: first['buyerIdNumber'], name: first['buyerName'] };
  const owned = ({ value }: SentRecord): Document =>
    Object.fromEntries(
      Object.entries(value as Document).map(([field, content]) => [
        field,
        field in BUYER_FIELDS ? buyer[BUYER_FIELDS[field as keyof typeof BUYER_FIELDS]] : content,
      ]),
    );
  return { records: day.map((one) => (hot.has(one.key ?? '') ? { ...one, value: owned(one) } : one)), others: cold };
}

/** One platform sends each of its orders several times. */
export function floodOfPlatform(day: readonly SentRecord[], ebpCode: string): Load {
  const isOfPlatform = ({ topic, value }: SentRecord): boolean =>
    topic === 'orders.v1' && (value as Document)['ebpCode'] === ebpCode;
  const flooding = new Set(day.filter(isOfPlatform).map(({ key }) => key ?? ''));
  return {
    records: day.flatMap((one) => (isOfPlatform(one) ? Array.from({ length: 1 + REPEATS }, () => one) : [one])),
    others: new Set(day.map(({ key }) => key ?? '').filter((key) => !flooding.has(key))),
  };
}

type Document = Record<string, unknown>;

function halves(day: readonly SentRecord[]): { cold: Set<string>; hot: Set<string> } {
  const [cold, hot] = [new Set<string>(), new Set<string>()];
  for (const { key } of day) {
    const number = key ?? '';
    if (!cold.has(number) && !hot.has(number)) (cold.size > hot.size ? hot : cold).add(number);
  }
  return { cold, hot };
}
