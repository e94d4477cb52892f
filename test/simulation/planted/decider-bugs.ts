import type {
  AnyStage,
  DecideContext,
  Decision,
  Output,
  ParcelGroup,
  ParcelInput,
  QuotaFact,
  StockState,
} from '@sandan/domain';
import { isStageMessage } from '@sandan/domain';
import type { PlantedBug } from './planted-bug';

type Decide = (state: object, input: object, context: DecideContext) => Decision<object>;

/** Replaces how one stage decides; facts are folded by the runner then. */
function decidesOtherwise(name: string, otherwise: (decide: Decide) => Decide): PlantedBug['plant'] {
  return {
    stage: (stage: AnyStage) => {
      if (stage.name !== name) return stage;
      const decide = otherwise((state, input, context) => stage.decide(state, input, context) as Decision<object>);
      return { ...stage, decide };
    },
  };
}

function withoutState({ facts, outputs }: Decision<object>): Decision<object> {
  return { facts, outputs };
}

function givesBack(output: Output): boolean {
  return isStageMessage(output) && (output.message as { request?: string }).request === 'give-back';
}

export const DECIDER_BUGS: PlantedBug[] = [
  {
    name: 'quota-given-back-twice',
    about: 'Giving quota back counts twice: a buyer may buy more than the law allows.',
    plant: decidesOtherwise('quota', (decide) => (state, input, context) => {
      const { facts, outputs } = decide(state, input, context) as Decision<QuotaFact>;
      const twice = facts.flatMap((fact) => (fact.fact === 'given-back' ? [fact, fact] : [fact]));
      return { facts: twice, outputs };
    }),
  },
  {
    name: 'quota-not-given-back',
    about: 'A refusal by stock keeps the quota: the buyer pays for what he did not get.',
    plant: decidesOtherwise('parcel', (decide) => (state, input, context) => {
      const decision = decide(state, input, context);
      return { ...decision, outputs: decision.outputs.filter((output) => !givesBack(output)) };
    }),
  },
  {
    name: 'deciding-does-not-wait',
    about: 'What arrives while quota and stock are asked is taken at once: a parcel is decided from two states.',
    plant: decidesOtherwise('parcel', (decide) => (state, input, context) => {
      const group = state as ParcelGroup;
      if ((input as ParcelInput).type === 'answer') return decide(state, input, context);
      const parcels = Object.entries(group.parcels).map(([name, { deciding: _deciding, ...parcel }]) => [name, parcel]);
      return withoutState(decide({ ...group, parcels: Object.fromEntries(parcels) as object }, input, context));
    }),
  },
  {
    name: 'parked-inputs-forgotten',
    about: 'What had to wait for an answer is taken off the list without being looked at.',
    plant: decidesOtherwise('parcel', (decide) => (state, input, context) => {
      const { parked } = state as ParcelGroup;
      if ((input as ParcelInput).type !== 'answer') return decide(state, input, context);
      const { facts, outputs } = decide({ ...state, parked: [] }, input, context);
      return { facts: [...facts, ...parked.map(() => ({ fact: 'unparked' }))], outputs };
    }),
  },
  {
    name: 'duplicate-not-recognised',
    about: 'A document that is sent again counts as another one: a refused parcel is decided again and again.',
    plant: decidesOtherwise(
      'parcel',
      (decide) => (state, input, context) => decide(state, input, { ...context, sameContent: () => false }),
    ),
  },
  {
    name: 'stock-oversold',
    about: 'Stock is compared with its opening, not with what is left.',
    plant: decidesOtherwise(
      'stock',
      (decide) => (state, input, context) => decide({ ...(state as StockState), reserved: {} }, input, context),
    ),
  },
  {
    name: 'answer-lost',
    about: 'Stock does not answer a refusal: the parcel waits for ever.',
    plant: decidesOtherwise('stock', (decide) => (state, input, context) => {
      const decision = decide(state, input, context);
      return decision.facts.length > 0 ? decision : { facts: [], outputs: [] };
    }),
  },
  {
    name: 'moment-of-the-answer',
    about: 'A waiting record is taken at the moment of the answer, not at its own: time depends on the load.',
    plant: decidesOtherwise('parcel', (decide) => (state, input, context) => {
      const group = state as ParcelGroup;
      if ((input as ParcelInput).type !== 'answer') return decide(state, input, context);
      const { now, recordTime } = context;
      const parked = group.parked.map((one) => ({ ...one, now, recordTime }));
      return withoutState(decide({ ...group, parked }, input, context));
    }),
  },
];
