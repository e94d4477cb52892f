import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import fc from 'fast-check';
import { ExactNumber } from '../decode/exact-number';
import { DOCUMENT_DTO, DOCUMENT_KINDS, type DocumentKind } from '../documents/document-kind';
import { VALID_DOCUMENTS } from '../documents/valid-documents.fixture';
import { checkDocument, MISNUMBERED } from './check-document';
import { DOCUMENT_RULES, fieldRules } from './field-rules';

type Json = Record<string, unknown>;

interface Change {
  line: number | undefined;
  field: string;
  value: unknown;
}

const REMOVED = Symbol('removed');

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    REMOVED,
    null,
    '',
    ' ',
    true,
    false,
    '0',
    '-1',
    '+1',
    '1e3',
    '1.',
    '.5',
    '1.234567',
    'I',
    '142',
  ),
  fc.constantFrom<unknown>(
    '20260230',
    '20260228',
    '20260230000000',
    '20240229235959',
    '20261111240000',
    '１２３',
    '1210',
  ),
  fc.constantFrom<unknown>(
    0,
    1,
    2,
    3,
    '1',
    '2',
    '02',
    -1,
    1.5,
    1e21,
    0.1 + 0.2,
    new ExactNumber('12345678901234.12345'),
  ),
  fc.constantFrom<unknown>([], [1], {}, { a: 1 }, new ExactNumber('1e2'), '999999999999999', '12345678901234.12345'),
  fc
    .tuple(fc.constantFrom('x', '字', '😀', '7'), fc.integer({ min: 1, max: 1002 }))
    .map(([one, times]) => one.repeat(times)),
  fc.tuple(fc.constantFrom('x', '😀', '7'), fc.constantFrom(3, 4, 10, 18, 36, 60, 61)).map(([one, n]) => one.repeat(n)),
);

const lineLists = fc.oneof(
  fc.constantFrom<unknown>(REMOVED, null, '', [], {}, 'none', 1, [null], [1, 'x'], [[]], [{}]),
  fc.array(fc.constantFrom<unknown>(1, 2, 3, '1', '2', 0, 'x'), { maxLength: 4 }).map((gnums) => ({ gnums })),
  fc.constantFrom(98, 99, 100).map((count) => ({ gnums: Array.from({ length: count }, (_, at) => at + 1) })),
);

function changeOf(kind: DocumentKind): fc.Arbitrary<Change> {
  const rules = DOCUMENT_RULES[kind];
  const headField = fc.constantFrom(...rules.filter(({ rule }) => !rule.line).map(({ name }) => name));
  const inHead = fc.record<Change>({ line: fc.constant(undefined), field: headField, value: junk });
  const line = rules.find(({ rule }) => rule.line)?.rule.line;
  if (!line) return inHead;
  const lineField = fc.constantFrom(...fieldRules(line).map(({ name }) => name));
  const inLine = fc.record<Change>({ line: fc.integer({ min: 0, max: 1 }), field: lineField, value: junk });
  const ofLines = fc.record<Change>({ line: fc.constant(undefined), field: fc.constant('lines'), value: lineLists });
  return fc.oneof(
    { weight: 4, arbitrary: inHead },
    { weight: 4, arbitrary: inLine },
    { weight: 1, arbitrary: ofLines },
  );
}

function apply(document: Json, change: Change): void {
  const lines = document['lines'];
  const target =
    change.line === undefined ? document : Array.isArray(lines) ? (lines[change.line] as unknown) : undefined;
  if (typeof target !== 'object' || target === null) return;
  const holder = target as Json;
  if (change.value === REMOVED) delete holder[change.field];
  else holder[change.field] = linesOf(document, change.value);
}

/** A list given by gnums takes its other fields from the first line of the valid document. */
function linesOf(document: Json, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('gnums' in value)) return value;
  const first: unknown = Array.isArray(document['lines']) ? document['lines'][0] : {};
  return (value as { gnums: unknown[] }).gnums.map((gnum) => ({ ...(first as Json), gnum }));
}

/** Failing fields as class-validator tells them: 'qty' of line 1 is 'lines.1.qty'. */
function byClassValidator(kind: DocumentKind, document: Json): string[] {
  const paths = (errors: ValidationError[], prefix: string): string[] =>
    errors.flatMap((error) => [
      ...(error.constraints ? [prefix + error.property] : []),
      ...paths(error.children ?? [], `${prefix}${error.property}.`),
    ]);
  return normalised(paths(validateSync(plainToInstance(DOCUMENT_DTO[kind], document)), ''));
}

function byCompiledCheck(kind: DocumentKind, document: Json): string[] {
  const path = (fault: { field: string; line?: number; why: string }) => {
    if (fault.field === 'lines' || fault.why === MISNUMBERED) return 'lines';
    return fault.line === undefined ? fault.field : `lines.${fault.line}.${fault.field}`;
  };
  return normalised(checkDocument(kind, document).map(path));
}

/** A list that is an object, or an element that is no line, is told by class-validator at a path of its own. */
function normalised(paths: string[]): string[] {
  return [...new Set(paths.map((path) => path.replace(/^lines\.(undefined|\d+(\.\d+.*)?)$/, 'lines')))].sort();
}

describe.each(DOCUMENT_KINDS)('the compiled check of a %s', (kind) => {
  it('passes the valid document, as class-validator does', () => {
    expect(checkDocument(kind, VALID_DOCUMENTS[kind]())).toEqual([]);
    expect(byClassValidator(kind, VALID_DOCUMENTS[kind]())).toEqual([]);
  });

  it('names the same failing fields as class-validator', () => {
    fc.assert(
      fc.property(fc.array(changeOf(kind), { minLength: 1, maxLength: 4 }), (changes) => {
        const document = VALID_DOCUMENTS[kind]();
        for (const change of changes) apply(document, change);
        const compiled = byCompiledCheck(kind, document);
        const classical = byClassValidator(kind, document);
        // Of a list that is too long the compiled check says only that.
        const tooLong = Array.isArray(document['lines']) && document['lines'].length > 99;
        if (tooLong) expect(classical).toEqual(expect.arrayContaining(compiled));
        else expect(compiled).toEqual(classical);
      }),
      { numRuns: 300 },
    );
  });
});
