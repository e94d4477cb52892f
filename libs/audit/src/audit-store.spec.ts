import { type AnyStage, buildReference, type ParcelGroup, parcelStage, type QuotaFact } from '@sandan/domain';
import {
  createDigest,
  type JournalFact,
  type LaneStore,
  packState,
  type StateRow,
  unpackState,
} from '@sandan/pipeline';
import { type AuditReport, auditStore } from './audit-store';
import { type SampleDay, sampleDay } from './fixtures/sample-day.fixture';
import { localInspector } from './inspect/local-inspector';
import { openingsOf } from './laws/quota-balance';
import { editFacts, flipByte, tamperedStore } from './fixtures/tampered-store.fixture';

const PIECES = 4;

describe('the audit of a store', () => {
  let day: SampleDay;

  beforeAll(async () => {
    day = await sampleDay(400);
  });

  function audit(store: LaneStore): Promise<AuditReport> {
    const digest = createDigest('testkit');
    const reference = buildReference(day.reference);
    return auditStore({ store, reference, digest, opening: openingsOf(reference, digest), pieces: PIECES });
  }

  /** The first fact of the journal for which `wanted` holds is replaced by others. */
  function withFact(wanted: (fact: JournalFact) => boolean, replace: (fact: JournalFact) => JournalFact[]): LaneStore {
    let at: number | undefined;
    return tamperedStore(day.store, (entry) => {
      if (at !== undefined && at !== entry.seq) return entry;
      return editFacts(entry, (facts) => {
        const index = facts.findIndex(wanted);
        if (index < 0) return facts;
        at = entry.seq;
        return facts.toSpliced(index, 1, ...replace(facts[index]!));
      });
    });
  }

  const broken = ({ laws }: AuditReport) => laws.filter(({ broken: count }) => count > 0).map(({ law }) => law);
  const subjects = ({ laws }: AuditReport, name: string) =>
    laws.find(({ law }) => law === name)!.breaks.map(({ subject }) => subject);
  const isLine = (stage: string, kind: string) => (fact: JournalFact) =>
    fact[0] === stage && (fact[2] as { fact: string }).fact === kind;
  const parcelOf = (fact: JournalFact) => (fact[2] as { parcelId: string }).parcelId;

  it('finds every law checked and none broken after an untouched day', async () => {
    const report = await audit(day.store);
    expect(broken(report)).toEqual([]);
    expect(report.underway).toBe(0);
    for (const { law, checked } of report.laws) expect([law, checked > 100 || law === 'journal']).toEqual([law, true]);
  });

  it('comes to the same when several inspectors share the pieces', async () => {
    const digest = createDigest('testkit');
    const rules = { reference: buildReference(day.reference), digest };
    const twice = withFact(isLine('stock', 'reserved'), (fact) => [fact, fact]);
    const alone = await auditStore({ store: twice, ...rules, pieces: PIECES });
    const inspectors = () => [localInspector(rules), localInspector(rules), localInspector(rules)];
    expect(await auditStore({ store: twice, ...rules, pieces: PIECES, inspectors })).toEqual(alone);
    expect(broken(alone)).toContain('stock-lines');
  });

  it.each(['quota', 'stock'] as const)('names the parcel whose line of %s was deleted', async (stage) => {
    let parcelId = '';
    const report = await audit(
      withFact(isLine(stage, 'reserved'), (fact) => {
        parcelId = parcelOf(fact);
        return [];
      }),
    );
    expect(subjects(report, `${stage}-lines`)).toEqual([parcelId]);
    // Balance and saved state tell too, unless it was the only line of its ledger.
    expect(broken(report).filter((law) => !['quota-balance', 'states'].includes(law))).toEqual([`${stage}-lines`]);
  });

  it('names the parcel whose line was counted twice', async () => {
    let parcelId = '';
    const report = await audit(
      withFact(isLine('quota', 'reserved'), (fact) => {
        parcelId = parcelOf(fact);
        return [fact, fact];
      }),
    );
    expect(subjects(report, 'quota-lines')).toEqual([parcelId]);
    expect(broken(report)).toContain('quota-balance');
  });

  it('names the line whose amount was changed, although its balance fits', async () => {
    const report = await audit(
      withFact(isLine('quota', 'reserved'), ([stage, key, fact]) => {
        const line = fact as QuotaFact;
        return [[stage, key, { ...line, amount: '0.01', used: '0.01' } as QuotaFact]];
      }),
    );
    expect(broken(report)).toEqual(expect.arrayContaining(['quota-lines', 'states']));
  });

  it('names a line that no decision asked for', async () => {
    const report = await audit(
      withFact(isLine('stock', 'reserved'), (fact) => [
        fact,
        [fact[0], fact[1], { ...fact[2], parcelId: 'forged:1', items: [{ itemRecordNo: 'R1', qty: '1' }] }],
      ]),
    );
    expect(subjects(report, 'stock-lines')).toEqual(['forged:1']);
    expect(broken(report)).toContain('stock-balance');
  });

  it('names the decision of which one byte was flipped, in the chain and as it was told', async () => {
    let clearanceId = '';
    const flipped = tamperedStore(day.store, (entry) => {
      const text = Buffer.from(entry.facts).toString('utf8');
      if (entry.seq !== 6) return entry;
      clearanceId = /"clearanceId":"([^"]+)"/.exec(text)![1]!;
      return { ...entry, facts: flipByte(entry.facts, `${clearanceId.replace(/:\d+$/, '')}","revision"`) };
    });
    const report = await audit(flipped);
    expect(subjects(report, 'chain')).toEqual([clearanceId]);
    expect(subjects(report, 'told')).toEqual([clearanceId]);
    expect(subjects(report, 'revisions')).toEqual([clearanceId]);
  });

  it('names the decision whose tax was changed everywhere but in its documents', async () => {
    let parcelId = '';
    const report = await audit(
      withFact(isLine('parcel', 'deciding'), ([stage, key, fact]) => {
        const { ebpCode, deciding } = fact as { ebpCode: string; deciding: { judgement: object } };
        parcelId = `${ebpCode}:${key}`;
        return [[stage, key, { ...fact, deciding: { ...deciding, judgement: { ...deciding.judgement, tax: {} } } }]];
      }),
    );
    expect(subjects(report, 'decisions')).toEqual([`${parcelId}:1`]);
  });

  it('names the parcel whose decision was removed', async () => {
    let parcelId = '';
    const report = await audit(
      withFact(isLine('parcel', 'decided'), (fact) => {
        parcelId = `${(fact[2] as { ebpCode: string }).ebpCode}:${fact[1]}`;
        return [];
      }),
    );
    expect(subjects(report, 'chain')).toEqual([`${parcelId}:1`]);
    expect(subjects(report, 'told')).toEqual([`${parcelId}:1`]);
  });

  it('names the document without a receipt and the notice that was never issued', async () => {
    const silent = tamperedStore(day.store, (entry) =>
      entry.seq === 5 ? { ...entry, outputs: new Uint8Array() } : entry,
    );
    expect(broken(await audit(silent))).toEqual(expect.arrayContaining(['told', 'documents', 'notices']));
  });

  it('passes saved states that an older engine wrote in its own way', async () => {
    const older: typeof parcelStage = {
      ...parcelStage,
      mapTexts: (state, change) =>
        parcelStage.mapTexts!(state, {
          document: (document) => change.document(document),
          decision: (decision) => decision,
        }),
    };
    const written = withRows(day.store, (row) => {
      if (!row.key.startsWith('parcel/')) return row;
      const state = unpackState(parcelStage, row.state);
      return { ...row, state: packState(older as AnyStage, state) };
    });
    expect(broken(await audit(written))).toEqual([]);
  });

  it('names the saved state that was changed', async () => {
    const changed = withRows(day.store, (row) => {
      if (!/^parcel\/.*1$/.test(row.key)) return row;
      const state = unpackState(parcelStage, row.state) as ParcelGroup;
      const clearances = Object.values(state.parcels)[0]?.clearances;
      if (clearances?.[0]?.outcome !== 'RELEASED') return row;
      clearances[0] = { ...clearances[0], outcome: 'CLOSED' };
      return { ...row, state: packState(parcelStage, state) };
    });
    const report = await audit(changed);
    expect(broken(report)).toEqual(['states']);
    expect(report.laws.find(({ law }) => law === 'states')!.breaks[0]!.what).toContain('outcome');
  });

  it('names the saved state that is gone', async () => {
    const report = await audit(withRows(day.store, (row) => (/^parcel\/.*7$/.test(row.key) ? undefined : row)));
    expect(broken(report)).toEqual(['states']);
    expect(subjects(report, 'states').every((subject) => /^parcel .*7$/.test(subject))).toBe(true);
  });

  it('says where the journal has a hole and what hangs in the air by it', async () => {
    const report = await audit(tamperedStore(day.store, (entry) => (entry.seq === 4 ? undefined : entry)));
    expect(subjects(report, 'journal')).toEqual(['port/0 entry 4']);
  });
});

function withRows(store: LaneStore, change: (row: StateRow) => StateRow | undefined): LaneStore {
  return new Proxy(store, {
    get(target, name: keyof LaneStore) {
      if (name !== 'load') return (target[name] as () => unknown)?.bind?.(target);
      return async (...call: Parameters<LaneStore['load']>) => {
        const rows = [...(await target.load(...call)).values()].flatMap((row) => change(row) ?? []);
        return new Map(rows.map((row) => [row.key, row]));
      };
    },
  });
}
