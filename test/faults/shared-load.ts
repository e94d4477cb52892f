import type { SentRecord } from '@sandan/testkit';

/** Fields of every document that name a buyer. */
const BUYER_FIELDS = { buyerIdNumber: 'id', payerIdNumber: 'id', buyerName: 'name', payerName: 'name' } as const;
const REPEATS = 3;

/** A day in turns, one after the other: as it is, loaded, as it is, … What the machine does besides meets both. */
export interface Load {
  turns: SentRecord[][];
  /** Order numbers that have nothing to do with what is hot. */
  others: ReadonlySet<string>;
}

export function isLoaded(turn: number): boolean {
  return turn % 2 === 1;
}

/** The records in so many parts of the same length. */
export function inTurns(day: readonly SentRecord[], count: number): SentRecord[][] {
  const length = Math.ceil(day.length / count);
  return Array.from({ length: count }, (_, turn) => day.slice(turn * length, (turn + 1) * length));
}

/** The turn in which the last document of each order number comes. */
export function lastTurns(turns: readonly SentRecord[][]): Map<string, number> {
  return new Map(turns.flatMap((records, turn) => records.map(({ key }): [string, number] => [key ?? '', turn])));
}

/** Of the parcels that are completed in a loaded turn every other one is one buyer's. */
export function hotBuyer(day: readonly SentRecord[][]): Load {
  const completed = lastTurns(day);
  const { cold, hot } = halves([...completed.keys()]);
  const isHot = ({ key }: SentRecord): boolean => hot.has(key ?? '') && isLoaded(completed.get(key ?? '') ?? 0);
  const first = day.flat().find((record) => record.topic === 'orders.v1' && isHot(record))!.value as Document;
  const buyer = { id: first['buyerIdNumber'], name: first['buyerName'] };
  const owned = ({ value }: SentRecord): Document =>
    Object.fromEntries(
      Object.entries(value as Document).map(([field, content]) => [
        field,
        field in BUYER_FIELDS ? buyer[BUYER_FIELDS[field as keyof typeof BUYER_FIELDS]] : content,
      ]),
    );
  const turns = day.map((records) => records.map((one) => (isHot(one) ? { ...one, value: owned(one) } : one)));
  const bought = day.flat().filter(({ value }) => (value as Document)['buyerIdNumber'] === buyer.id);
  for (const { key } of bought) cold.delete(key ?? '');
  return { turns, others: cold };
}

/** In the loaded turns one platform sends each of its orders several times. */
export function floodOfPlatform(day: readonly SentRecord[][], ebpCode: string): Load {
  const isOfPlatform = ({ topic, value }: SentRecord): boolean =>
    topic === 'orders.v1' && (value as Document)['ebpCode'] === ebpCode;
  const all = day.flat();
  const flooding = new Set(all.filter(isOfPlatform).map(({ key }) => key ?? ''));
  const flooded = (one: SentRecord): SentRecord[] =>
    isOfPlatform(one) ? Array.from({ length: 1 + REPEATS }, () => one) : [one];
  return {
    turns: day.map((records, turn) => (isLoaded(turn) ? records.flatMap(flooded) : records)),
    others: new Set(all.map(({ key }) => key ?? '').filter((key) => !flooding.has(key))),
  };
}

type Document = Record<string, unknown>;

function halves(numbers: readonly string[]): { cold: Set<string>; hot: Set<string> } {
  const half = (rest: number): Set<string> => new Set(numbers.filter((_, index) => index % 2 === rest));
  return { cold: half(1), hot: half(0) };
}
