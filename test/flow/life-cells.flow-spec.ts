import {
  APPLICATION_CODES,
  APPLICATION_MOVES,
  buildReference,
  type BundleKind,
  EVENT_MOVES,
  LIFE_STATES,
  type LifeState,
  lifeStateOf,
  type ParcelGroup,
  parcelOf,
  type Relation,
} from '@sandan/domain';
import { joinKey, Lane, MemoryLaneStore, STAGE_HOSTING } from '@sandan/pipeline';
import { EngineRun, inboundRecords, laneOptions, type SentRecord } from '@sandan/testkit';
import { START_MS } from '../../seeds/scenarios/base';
import { CLEAN_DEAL } from '../../seeds/scenarios/documents';
import type { ScenarioRecord } from '../../seeds/scenarios/scenario';
import { APP_TYPES, codeOf, isPossible, KINDS, moveOf, nextState, RELATIONS } from '../pages/life-page';
import { type Cell, cellOf, laterCellOf } from './life-cell';

/** Promise: docs/reference/life.md holds, cell by cell. */
interface Seen {
  before: LifeState;
  after: LifeState;
  revisions: number;
  codes: string[];
  /** Reasons of its dead letters. */
  dead: string[];
  parked: number;
}

function sent(records: readonly ScenarioRecord[]): SentRecord[] {
  return records.map(({ at, ...record }) => ({ ...record, timestamp: START_MS + at }));
}

/** Runs a cell; without its ledgers a parcel stays DECIDING. */
async function look({ reference, before, probe, guid }: Cell, withLedgers: boolean): Promise<Seen> {
  const run = new EngineRun();
  const options = laneOptions(reference, new MemoryLaneStore(), run);
  const lane = new Lane(withLedgers ? options : { ...options, hosting: STAGE_HOSTING.parcel }, 0);
  await lane.open();
  const records = inboundRecords(sent([...before, probe]));
  await lane.commit(await lane.decide(records.slice(0, -1), START_MS + probe.at));
  const [was] = parcelsIn(lane, reference);
  await lane.commit(await lane.decide(records.slice(-1)));
  const [is, group] = parcelsIn(lane, reference);
  return {
    before: lifeStateOf(was),
    after: lifeStateOf(is),
    revisions: is.clearances.length - was.clearances.length,
    codes: run.receipts.filter((receipt) => receipt.guid === guid).map(({ returnStatus }) => returnStatus),
    dead: run.of('dead-letters.v1').map(({ headers }) => headers['reason']!),
    parked: group?.parked.length ?? 0,
  };
}

function parcelsIn(lane: Lane, reference: Cell['reference']) {
  const group = lane.peek(joinKey('parcel', CLEAN_DEAL.orderNo)) as ParcelGroup | undefined;
  const platform = buildReference(reference).enterprise(CLEAN_DEAL.ebpCode)!.code;
  const empty: ParcelGroup = { orderNo: '', parcels: {}, waybills: [], tombstones: {}, parked: [] };
  return [parcelOf(group ?? empty, platform), group] as const;
}

const CELLS = KINDS.flatMap((kind) =>
  LIFE_STATES.flatMap((state) =>
    RELATIONS.filter((relation) => isPossible(kind, state, relation)).map(
      (relation): [BundleKind, LifeState, Relation] => [kind, state, relation],
    ),
  ),
);

describe.each(CELLS)('%s, %s, %s', (kind, state, relation) => {
  const decided = state !== 'DECIDING';

  it.each(APP_TYPES)('appType %s', async (appType) => {
    const seen = await look(cellOf(kind, appType, state, relation), decided);
    expect(seen.before).toBe(state);
    if (!decided) {
      expect(seen).toMatchObject({ after: 'DECIDING', codes: [], parked: 1 });
      return;
    }
    const move = moveOf(appType, state, relation);
    const next = nextState(kind, move, state);
    const code = codeOf(kind, move);
    if (next === 'decided again') expect(seen).toMatchObject({ after: 'REFUSED', revisions: 1 });
    else expect(seen).toMatchObject({ after: next, revisions: 0 });
    // A document that is decided again gets its decisive receipt, and none before.
    expect(seen.codes).toEqual(next === 'decided again' ? ['100'] : code === undefined ? [] : [code]);
  });
});

const GRANTED = { cancellation: ['120', '399'], return: ['120', '800'] };
const NEXT = { cancellation: 'CANCELLED', return: 'RETURNED', ruling: 'RELEASED', 'gate-out': 'CLOSED' } as const;

describe.each(['cancellation', 'return'] as const)('a %s', (kind) => {
  it.each(LIFE_STATES)('meets a parcel that is %s', async (state) => {
    const seen = await look(laterCellOf(kind, state), state !== 'DECIDING');
    expect(seen.before).toBe(state);
    if (state === 'DECIDING') {
      expect(seen).toMatchObject({ after: state, codes: [], parked: 1 });
      return;
    }
    const move = APPLICATION_MOVES[kind][state];
    if (move === 'accept') expect(seen).toMatchObject({ after: NEXT[kind], revisions: 1, codes: GRANTED[kind] });
    else expect(seen).toMatchObject({ after: state, revisions: 0, codes: [APPLICATION_CODES[kind][move]] });
    expect(seen.dead).toEqual([]);
  });
});

describe.each(['ruling', 'gate-out', 'arrival'] as const)('a %s', (kind) => {
  it.each(LIFE_STATES)('meets a parcel that is %s', async (state) => {
    const seen = await look(laterCellOf(kind, state), state !== 'DECIDING');
    expect(seen.before).toBe(state);
    if (state === 'DECIDING') {
      expect(seen).toMatchObject({ after: state, dead: [], parked: 1 });
      return;
    }
    const move = EVENT_MOVES[kind][state];
    if (move !== 'accept') expect(seen).toMatchObject({ after: state, revisions: 0, dead: [move] });
    else if (kind === 'arrival') expect(seen).toMatchObject({ after: state, revisions: 0, dead: [] });
    else expect(seen).toMatchObject({ after: NEXT[kind], revisions: 1, dead: [] });
  });
});
