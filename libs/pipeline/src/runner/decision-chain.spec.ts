import { MemoryLaneStore } from '../memory/memory-lane-store';
import { packHead, unpackHead } from '../ports/journal-head-codec';
import { chainStart, linkDecisions, nextLink } from './decision-chain';
import { type JournalFact, packFacts, unpackFacts } from './packing';

const LANE = { stage: 'parcel', lane: 2 };
const taken = (): JournalFact => ['parcel', 'A', { fact: 'taken' }];
const decided = (name: string): JournalFact => ['parcel', name, { fact: 'decided', clearance: { clearanceId: name } }];

describe('chain of decisions', () => {
  it('links each decision to all before it, and nothing else', () => {
    const facts = [taken(), decided('A'), taken(), decided('B')];
    const start = chainStart(LANE);
    const end = linkDecisions(facts, start);
    const first = nextLink(start.link, '{"clearanceId":"A"}');
    const second = nextLink(first, '{"clearanceId":"B"}');
    expect(facts.map(([, , , link]) => link)).toEqual([undefined, first, undefined, second]);
    expect(end).toEqual({ length: 2, link: second });
  });

  it('begins differently in each lane', () => {
    expect(chainStart(LANE).link).not.toBe(chainStart({ ...LANE, lane: 3 }).link);
    expect(chainStart(LANE).link).toHaveLength(43);
  });

  it('is kept with the facts and in the head of an entry', () => {
    const facts = [decided('A')];
    const chain = linkDecisions(facts, chainStart(LANE));
    expect(unpackFacts(packFacts(facts))).toEqual(facts);
    const head = { offsets: { a: 1n }, clock: 1, wallAt: 2, serials: {}, marks: {} };
    expect(unpackHead(packHead({ ...head, chain }))).toEqual({ ...head, chain });
    expect(unpackHead(packHead(head))).toEqual(head);
  });

  it('goes on where a former owner of the lane ended', async () => {
    const store = new MemoryLaneStore();
    const chain = linkDecisions([decided('A')], chainStart(LANE));
    const head = { offsets: {}, clock: 1, wallAt: 2, serials: {}, marks: {}, chain };
    await store.claim(LANE, 'a', { ...head });
    expect((await store.claim(LANE, 'b', head)).head.chain).toEqual(chain);
  });
});
