import { STAGE_TOPICS } from '@sandan/contracts';
import { parcelStage, quotaStage, releaseStage, stockStage } from '@sandan/domain';
import type { Hosting } from '../runner/lane-options';
import { readRecord } from './record-intake';

const partners = { stage: 'parcel', read: readRecord } as const;

/** All stages of a port in one lane: a parcel is decided to its end before the next record is looked at. */
export const PORT_HOSTING: Hosting = {
  name: 'port',
  stages: [parcelStage, quotaStage, stockStage, releaseStage],
  partners,
  stageTopics: STAGE_TOPICS,
};

/** One stage in lanes of its own. */
export const STAGE_HOSTING: Readonly<Record<'parcel' | 'quota' | 'stock' | 'release', Hosting>> = {
  parcel: { name: 'parcel', stages: [parcelStage], partners, stageTopics: STAGE_TOPICS },
  quota: { name: 'quota', stages: [quotaStage], stageTopics: STAGE_TOPICS },
  stock: { name: 'stock', stages: [stockStage], stageTopics: STAGE_TOPICS },
  release: { name: 'release', stages: [releaseStage], stageTopics: STAGE_TOPICS },
};

const LEDGERS: readonly string[] = ['quota', 'stock'];

/** Parcels in several lanes, beside one lane with all ledgers: what several parcels share is asked of that one. */
export const SHARD_HOSTING: Readonly<Record<'parcels' | 'ledgers', Hosting>> = {
  parcels: {
    name: 'parcel',
    stages: PORT_HOSTING.stages.filter(({ name }) => !LEDGERS.includes(name)),
    partners,
    stageTopics: STAGE_TOPICS,
    lanesOf: { quota: 1, stock: 1 },
  },
  ledgers: {
    name: 'ledger',
    stages: PORT_HOSTING.stages.filter(({ name }) => LEDGERS.includes(name)),
    stageTopics: STAGE_TOPICS,
  },
};
