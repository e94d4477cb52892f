import { beijingDay } from '@sandan/domain';
import type { JournalFact, LaneStore } from '@sandan/pipeline';
import { nextLink, unpackFacts } from '@sandan/pipeline';
import { type SampleDay, sampleDay } from '../fixtures/sample-day.fixture';
import { editFacts, flipByte, tamperedStore } from '../fixtures/tampered-store.fixture';
import { auditChain, rootBreaks } from './audit-chain';

const PORT = { stage: 'port', lane: 0 };

describe('the chain over decisions', () => {
  let day: SampleDay;
  let seq: number;
  /** The decisions of one entry in the middle of the journal. */
  let decisions: { name: string }[];

  beforeAll(async () => {
    day = await sampleDay(300);
    for await (const entry of day.store.entries(PORT, 5)) {
      const found = unpackFacts(entry.facts).filter(isDecision);
      if (found.length < 4) continue;
      seq = entry.seq;
      decisions = found.map(([, , fact]) => ({ name: clearanceOf(fact).clearanceId }));
      break;
    }
  });

  function inEntry(edit: (facts: JournalFact[]) => JournalFact[]): LaneStore {
    return tamperedStore(day.store, (entry) => (entry.seq === seq ? editFacts(entry, edit) : entry));
  }

  it('is whole after an untouched day, with a root for each day', async () => {
    const report = await auditChain(day.store);
    expect(report).toMatchObject({ breaks: [], faults: [] });
    expect(report.decisions).toBeGreaterThan(290);
    expect(report.days.map(({ day: name }) => name)).toEqual(['2026-11-11', '2026-11-12']);
    expect(rootBreaks(report.days, report.days)).toEqual([]);
  });

  it('ends a day in the middle of an entry that goes on over midnight', async () => {
    const whole = await auditChain(day.store);
    const counts = new Map<string, number>();
    let last = '';
    for await (const entry of day.store.entries(PORT, 1)) {
      for (const [, , fact] of unpackFacts(entry.facts).filter(isDecision)) {
        const on = beijingDay(Date.parse(clearanceOf(fact).decidedAt));
        if (on > last) last = on;
        counts.set(last, (counts.get(last) ?? 0) + 1);
      }
    }
    expect(whole.days.map(({ day: name, decisions: count }) => [name, count])).toEqual([...counts]);
  });

  it('names a decision of which one byte was flipped', async () => {
    const { name } = decisions[1]!;
    const flipped = tamperedStore(day.store, (entry) =>
      entry.seq === seq ? { ...entry, facts: flipByte(entry.facts, parcelIdOf(name)) } : entry,
    );
    const { breaks } = await auditChain(flipped);
    expect(breaks).toEqual([expect.objectContaining({ decision: name, what: 'edited' })]);
    expect(breaks[0]!.detail).toContain('parcelId');
  });

  it('survives any flipped byte of a page, and finds every one that touches a decision or its link', async () => {
    let facts!: Uint8Array;
    for await (const entry of day.store.entries(PORT, seq)) {
      facts = entry.facts;
      break;
    }
    const text = Buffer.from(facts);
    for (let at = 0; at < facts.byteLength; at += 397) {
      const copy = Buffer.from(facts);
      copy[at]! ^= 1;
      const report = await auditChain(
        tamperedStore(day.store, (entry) => (entry.seq === seq ? { ...entry, facts: copy } : entry)),
      );
      const inDecision = isInside(text, at);
      if (inDecision) expect([at, report.breaks.length]).toEqual([at, 1]);
      expect(report.decisions).toBeGreaterThan(280);
    }
  });

  it('names a decision whose outcome was changed and whose link was written anew', async () => {
    const report = await auditChain(
      inEntry((facts) => {
        const index = facts.findIndex(([, , fact]) => clearanceOf(fact)?.clearanceId === decisions[1]!.name);
        const [stage, key, fact] = facts[index]!;
        const clearance = { ...clearanceOf(fact), outcome: 'REFUSED' };
        const before = facts.slice(0, index).filter(isDecision).at(-1)![3]!;
        const changed = { ...fact, clearance };
        return facts.with(index, [stage, key, changed, nextLink(before, JSON.stringify(clearance))]);
      }),
    );
    expect(report.breaks).toEqual([expect.objectContaining({ decision: decisions[1]!.name, what: 'edited' })]);
    expect(report.breaks[0]!.detail).toContain('outcome');
  });

  it.each([0, 1, -1])('names a decision that was removed, wherever it stood (%i)', async (place) => {
    const { name } = decisions.at(place)!;
    const report = await auditChain(
      inEntry((facts) => facts.filter(([, , fact]) => clearanceOf(fact)?.clearanceId !== name)),
    );
    expect(report.breaks).toEqual([expect.objectContaining({ decision: name, what: 'removed' })]);
  });

  it.each([0, 1, -1])('names a decision that was inserted behind another (%i)', async (place) => {
    const { name } = decisions.at(place)!;
    const report = await auditChain(
      inEntry((facts) => {
        const index = facts.findIndex(([, , fact]) => clearanceOf(fact)?.clearanceId === name);
        const [stage, key, fact, link] = facts[index]!;
        const clearance = { ...clearanceOf(fact), clearanceId: 'forged:1:1', parcelId: 'forged:1' };
        const forged: JournalFact = [stage, key, { ...fact, clearance }, nextLink(link!, JSON.stringify(clearance))];
        return facts.toSpliced(index + 1, 0, forged);
      }),
    );
    expect(report.breaks).toEqual([expect.objectContaining({ decision: 'forged:1:1', what: 'inserted' })]);
  });

  it('names an entry that is gone and still checks what follows', async () => {
    const report = await auditChain(tamperedStore(day.store, (entry) => (entry.seq === seq ? undefined : entry)));
    expect(report.faults).toEqual([{ lane: PORT, seq, what: 'the entry is missing' }]);
    expect(report.breaks).toEqual([]);
  });

  it('misses the published root when every link was written anew', async () => {
    const published = (await auditChain(day.store)).days;
    const shortened = await auditChain(tamperedStore(day.store, (entry) => (entry.seq > seq ? undefined : entry)));
    expect(rootBreaks(shortened.days, published).length).toBeGreaterThan(0);
  });
});

function clearanceOf(fact: object): { clearanceId: string; decidedAt: string } {
  return (fact as { clearance: { clearanceId: string; decidedAt: string } }).clearance;
}

function isDecision([, , fact]: JournalFact): boolean {
  return clearanceOf(fact) !== undefined;
}

/** The text of a decision's parcelId, which stands once in its page. */
function parcelIdOf(clearanceId: string): string {
  return `${clearanceId.replace(/:\d+$/, '')}","revision"`;
}

/** Whether a byte of a page lies within the text of a decision. */
function isInside(page: Buffer, at: number): boolean {
  const opened = page.lastIndexOf('{"clearanceId"', at);
  if (opened < 0) return false;
  const closed = page.indexOf('"ruleSet":"2026-11-01"}', opened);
  return at <= closed;
}
