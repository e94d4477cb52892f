import type { EngineRun } from '@sandan/testkit';
import type { Clearance, Receipt } from '@sandan/domain';
import type { Expectation, ExpectedReceipts } from '../../seeds/scenarios/scenario';

/** How a run differs from what a scenario expects; an empty list = it meets it. */
export function differences(run: EngineRun, expect: Expectation): string[] {
  return [
    ...clearanceDifferences(run.clearances, expect),
    ...(expect.receipts ?? []).flatMap((expected) => receiptDifferences(run.receipts, expected)),
    ...noticeDifferences(run, expect),
    ...deadLetterDifferences(run, expect),
    ...(expect.waiting === undefined || expect.waiting === run.waiting
      ? []
      : [`waiting: expected ${expect.waiting}, got ${run.waiting}`]),
    ...quotaDifferences(run, expect),
    ...stockDifferences(run, expect),
    ...(expect.unseen ?? []).flatMap((text) => seen(run, text)),
  ];
}

function clearanceDifferences(clearances: Clearance[], { clearances: expected }: Expectation): string[] {
  if (!expected) return [];
  const name = ({ parcelId, revision }: { parcelId: string; revision: number }) => `${parcelId}:${revision}`;
  const got = new Map(clearances.map((clearance) => [name(clearance), clearance]));
  const wanted = new Set(expected.map(name));
  return [
    ...expected.flatMap((one) => partDifferences(name(one), one, got.get(name(one)) ?? 'no clearance')),
    ...clearances
      .filter((one) => !wanted.has(name(one)))
      .map(
        (one) => `unexpected clearance ${name(one)} ${one.outcome} ${one.reasons.map(({ reason }) => reason).join()}`,
      ),
  ];
}

/** Only keys that are given are compared; null = must be absent; lists are complete and in order. */
function partDifferences(at: string, expected: unknown, got: unknown): string[] {
  if (expected === null) return got === undefined || got === null ? [] : [`${at}: expected absent, got ${show(got)}`];
  if (Array.isArray(expected)) {
    const list = (got ?? []) as unknown[];
    if (!Array.isArray(list) || list.length !== expected.length) {
      return [`${at}: expected ${show(expected)}, got ${show(got)}`];
    }
    return expected.flatMap((one, index) => partDifferences(`${at}[${index}]`, one, list[index]));
  }
  if (typeof expected === 'object' && expected !== undefined) {
    if (typeof got !== 'object' || got === null) return [`${at}: expected ${show(expected)}, got ${show(got)}`];
    return Object.entries(expected as object).flatMap(([key, value]) =>
      partDifferences(`${at}.${key}`, value, (got as Record<string, unknown>)[key]),
    );
  }
  return expected === undefined || expected === got ? [] : [`${at}: expected ${show(expected)}, got ${show(got)}`];
}

function receiptDifferences(receipts: Receipt[], { documentType, key, statuses }: ExpectedReceipts): string[] {
  const got = receipts
    .filter((receipt) => receipt.documentType === documentType && keyOf(receipt) === key)
    .map(({ returnStatus }) => returnStatus);
  if (got.join() === statuses.join()) return [];
  return [`receipts of ${documentType} ${key}: expected ${statuses.join()}, got ${got.join()}`];
}

function keyOf(receipt: Receipt): string {
  if (receipt.documentType === 'payment') return `${receipt.payCode}:${receipt.payTransactionId}`;
  if (receipt.documentType === 'waybill') return `${receipt.logisticsCode}:${receipt.logisticsNo}`;
  return `${receipt.ebpCode}:${receipt.orderNo}`;
}

function noticeDifferences(run: EngineRun, { notices }: Expectation): string[] {
  if (!notices) return [];
  const got = run.of('release-notices.v1').map(({ value }) => (JSON.parse(value) as { noticeId: string }).noticeId);
  const expected = notices.map(({ parcelId, revision, action }) => `${parcelId}:${revision}:${action}`);
  return sameList('notices', [...expected].sort(), [...got].sort());
}

function deadLetterDifferences(run: EngineRun, { deadLetters }: Expectation): string[] {
  if (!deadLetters) return [];
  const got = run.of('dead-letters.v1').map(({ headers }) => headers);
  return sameList(
    'dead letters',
    deadLetters.map(({ topic, reason }, index) => `${topic ?? got[index]?.['source-topic']} ${reason}`),
    got.map((headers) => `${headers['source-topic']} ${headers['reason']}`),
  );
}

function sameList(what: string, expected: string[], got: string[]): string[] {
  return expected.join('|') === got.join('|') ? [] : [`${what}: expected ${expected.join()}, got ${got.join()}`];
}

function quotaDifferences(run: EngineRun, { quotaUsed }: Expectation): string[] {
  return quotaUsed === undefined || quotaUsed === run.quotaUsed
    ? []
    : [`quota used: expected ${quotaUsed}, got ${run.quotaUsed}`];
}

function stockDifferences(run: EngineRun, { stock }: Expectation): string[] {
  if (!stock) return [];
  const items = new Set([...Object.keys(stock), ...Object.keys(run.stock)]);
  return [...items].flatMap((item) => {
    const show = ({ reserved = '0', reduced = '0' } = {}) => `${reserved} reserved, ${reduced} reduced`;
    const [expected, got] = [show(stock[item]), show(run.stock[item])];
    return expected === got ? [] : [`stock of ${item}: expected ${expected}, got ${got}`];
  });
}

function seen(run: EngineRun, text: string): string[] {
  return run.told
    .filter(({ topic, value }) => topic !== 'dead-letters.v1' && value.includes(text))
    .map(({ topic, value }) => `${text} is seen in ${topic}: ${value.slice(0, 200)}`);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
