/**
 * What becomes of an order, payment, waybill or inventory that meets the documents under its number (contract 3), as a
 * table. It is the rule itself: `take-document.ts` looks here, and `docs/reference/life.md` is written from here.
 */
export type AppType = '1' | '2' | '3';

/** How a document stands to what is stored under its number. */
export type Relation =
  /** Its key is not known, and its place is free. */
  | 'new'
  /** Its key was withdrawn, and its appTime is not after the withdrawal's. */
  | 'buried'
  /** Its key is not known, and a document with another key has its place. */
  | 'another'
  /** Its key is known, with the same content. */
  | 'same'
  /** Its key is known, its appTime is older than the stored document's. */
  | 'older'
  /** Its key is known, with other content that is not older. */
  | 'other';

/** Where the parcel stands, as far as its documents are concerned. */
export type Standing =
  /** No decision yet. */
  | 'undecided'
  /** Its last decision was a refusal or an expiry. */
  | 'turned-back'
  /** Its documents stand: admitted, or refused by an officer. */
  | 'shut';

/** What is done with the document, or the receipt code by which it is turned away. */
export type Move = 'take' | 'replace' | 'withdraw' | 'exists' | 'several' | 'state' | 'unknown' | 'older';

type Row = Readonly<Record<Standing, Move>>;

function always(move: Move): Row {
  return { undecided: move, 'turned-back': move, shut: move };
}

const ADD: Readonly<Record<Relation, Row>> = {
  new: { undecided: 'take', 'turned-back': 'take', shut: 'exists' },
  buried: always('older'),
  another: always('several'),
  same: always('exists'),
  older: always('older'),
  other: { undecided: 'exists', 'turned-back': 'replace', shut: 'exists' },
};

const CHANGE: Readonly<Record<Relation, Row>> = {
  new: always('unknown'),
  buried: always('unknown'),
  another: always('unknown'),
  same: always('exists'),
  older: always('older'),
  other: { undecided: 'replace', 'turned-back': 'replace', shut: 'state' },
};

/** The content of a withdrawal is not looked at. */
const WITHDRAWN: Row = { undecided: 'withdraw', 'turned-back': 'withdraw', shut: 'state' };

const WITHDRAW: Readonly<Record<Relation, Row>> = {
  new: always('unknown'),
  buried: always('unknown'),
  another: always('unknown'),
  same: WITHDRAWN,
  older: always('older'),
  other: WITHDRAWN,
};

export const TRANSITIONS: Readonly<Record<AppType, Readonly<Record<Relation, Row>>>> = {
  '1': ADD,
  '2': CHANGE,
  '3': WITHDRAW,
};

export function transition(appType: AppType, relation: Relation, standing: Standing): Move {
  return TRANSITIONS[appType][relation][standing];
}
