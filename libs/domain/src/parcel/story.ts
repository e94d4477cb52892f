import type { DecideContext, Output } from '../stage';
import { evolveParcel } from './evolve-parcel';
import type { ParcelFact } from './parcel-fact';
import type { ParcelGroup } from './parcel-group';

/** One decision in the making: its facts, each folded into the state at once, and what it tells. */
export class Story {
  readonly facts: ParcelFact[] = [];
  readonly outputs: Output[] = [];

  constructor(public group: ParcelGroup) {}

  happened(fact: ParcelFact): void {
    this.facts.push(fact);
    this.group = evolveParcel(this.group, fact);
  }

  tell(...outputs: Output[]): void {
    this.outputs.push(...outputs);
  }
}

export type ParcelContext = DecideContext;
