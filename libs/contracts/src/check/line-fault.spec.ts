import type { DocumentKind } from '../documents/document-kind';
import { documentLineFault } from './line-fault';

const numbered = (...gnums: unknown[]) => ({ lines: gnums.map((gnum) => ({ gnum })) });
const upTo = (count: number) => numbered(...Array.from({ length: count }, (_, at) => at + 1));

it.each<[DocumentKind, Record<string, unknown>, string | undefined]>([
  ['order', {}, 'no-lines'],
  ['order', { lines: null }, 'no-lines'],
  ['order', { lines: [] }, 'no-lines'],
  ['order', { lines: { 0: {} } }, 'no-lines'],
  ['order', upTo(99), undefined],
  ['order', upTo(100), 'too-many-lines'],
  ['inventory', numbered(1, 2, '1'), 'duplicate-gnum'],
  ['inventory', numbered('01', 1), 'duplicate-gnum'],
  ['inventory', { lines: [null, 'x', { gnum: 1 }] }, undefined],
  ['order', numbered('x', 'x'), undefined],
  ['return', { lines: [] }, 'no-lines'],
  ['return', numbered(1, 1), undefined],
  ['payment', {}, undefined],
  ['waybill', { lines: [] }, undefined],
  ['cancellation', {}, undefined],
])('%s with %j has the line fault %s', (kind, value, fault) => {
  expect(documentLineFault(kind, value)).toBe(fault);
});
