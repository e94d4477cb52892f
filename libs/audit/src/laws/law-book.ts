/** What must hold in a store (contract 10), each as one sentence. */
export const LAWS = {
  journal: 'Every journal entry is there and can be read',
  chain: 'Every decision fits the hash chain of its lane',
  told: 'Every decision was told to the partners as it was made',
  revisions: 'A parcel has one outcome for each revision, numbered 1, 2, 3 without a gap',
  documents: 'Every document ends in a receipt, in what replaced it, or waits with a known deadline',
  waiting: 'Every parcel has a clearance, or waits with a known deadline',
  decisions: 'Price, items and tax of an admitted parcel are what its documents and the rules give',
  taxes: 'The taxes of a parcel are the sums of its lines',
  'quota-lines': "Every decision has its lines in the buyer's year, and every line has its decision",
  'quota-balance': "The lines of a buyer's year add up to what it has used, and that is within the limit",
  'stock-lines': 'Every decision has its lines in the book, and every line has its decision',
  'stock-balance': 'Reserved + reduced + available = opening for every item, and nothing is below zero',
  notices: 'Every decision a warehouse must know of was noticed once',
  numbers: 'An inventory number belongs to one parcel, and a parcel keeps its number',
  states: 'Every saved state is the fold of its facts',
} as const;

export type LawName = keyof typeof LAWS;

/** One broken law, at one subject. */
export interface LawBreak {
  /** Whose: a parcel, a clearance, a ledger line, a place in the journal. */
  subject: string;
  what: string;
}

export interface LawResult {
  law: LawName;
  statement: string;
  /** Subjects looked at. */
  checked: number;
  broken: number;
  /** The first of the breaks. */
  breaks: LawBreak[];
}

const BREAKS_KEPT = 1000;

/** Counts what was checked and keeps what was broken. */
export class LawBook {
  private readonly results = new Map<LawName, LawResult>(
    (Object.keys(LAWS) as LawName[]).map((law) => [
      law,
      { law, statement: LAWS[law], checked: 0, broken: 0, breaks: [] },
    ]),
  );

  checked(law: LawName, count = 1): void {
    this.results.get(law)!.checked += count;
  }

  broken(law: LawName, subject: string, what: string): void {
    const result = this.results.get(law)!;
    result.broken++;
    if (result.breaks.length < BREAKS_KEPT) result.breaks.push({ subject, what });
  }

  /** Checks one subject: `what` tells what is wrong, undefined = nothing. */
  check(law: LawName, subject: string, what: string | undefined): void {
    this.checked(law);
    if (what !== undefined) this.broken(law, subject, what);
  }

  /** Adds what another book found. */
  absorb(results: readonly LawResult[]): void {
    for (const { law, checked, broken, breaks } of results) {
      const result = this.results.get(law)!;
      result.checked += checked;
      result.broken += broken;
      result.breaks.push(...breaks.slice(0, BREAKS_KEPT - result.breaks.length));
    }
  }

  list(): LawResult[] {
    return [...this.results.values()];
  }
}
