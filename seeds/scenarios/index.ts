import { ARRIVALS } from './arrivals.scenario';
import { BUNDLING } from './bundling.scenario';
import { CANCELLATIONS } from './cancellations.scenario';
import { CHANGES } from './changes.scenario';
import { DEAD_LETTERS } from './dead-letters.scenario';
import { DRAW } from './draw.scenario';
import { GATES } from './gates.scenario';
import { GOODS_REASONS } from './goods-reasons.scenario';
import { INVENTORY_REASONS } from './inventory-reasons.scenario';
import { LIFE_OF_SEVERAL_PLATFORMS } from './life-of-several-platforms.scenario';
import { LIMIT_REASONS } from './limit-reasons.scenario';
import { MATCH_REASONS } from './match-reasons.scenario';
import { NORMALISATION } from './normalisation.scenario';
import { PARTY_REASONS } from './party-reasons.scenario';
import { QUOTA } from './quota.scenario';
import { REPEATED } from './repeats.scenario';
import { RETURNS } from './returns.scenario';
import { RULINGS } from './rulings.scenario';
import type { Scenario } from './scenario';
import { SEVERAL_PLATFORMS } from './several-platforms.scenario';
import { STOCK } from './stock.scenario';
import { TAX } from './tax.scenario';
import { WINDOWS } from './windows.scenario';
import { WIRE_FAULTS } from './wire-faults.scenario';
import { WIRE_FORMS } from './wire-forms.scenario';
import { WITHDRAWALS } from './withdrawals.scenario';

export { BASE_REFERENCE, START_MS } from './base';
export type {
  ExpectedClearance,
  ExpectedDeadLetter,
  ExpectedNotice,
  ExpectedReason,
  ExpectedReceipts,
  ExpectedSide,
  ExpectedTax,
  ExpectedTaxLine,
  Expectation,
  Scenario,
  ScenarioRecord,
} from './scenario';

/** The executable specification, in the order of the contract. */
export const SCENARIOS: readonly Scenario[] = [
  ...BUNDLING,
  ...DEAD_LETTERS,
  ...WIRE_FAULTS,
  ...WIRE_FORMS,
  ...REPEATED,
  ...CHANGES,
  ...WITHDRAWALS,
  ...WINDOWS,
  ...SEVERAL_PLATFORMS,
  ...MATCH_REASONS,
  ...INVENTORY_REASONS,
  ...NORMALISATION,
  ...PARTY_REASONS,
  ...GOODS_REASONS,
  ...LIMIT_REASONS,
  ...QUOTA,
  ...STOCK,
  ...TAX,
  ...DRAW,
  ...RULINGS,
  ...GATES,
  ...CANCELLATIONS,
  ...RETURNS,
  ...ARRIVALS,
  ...LIFE_OF_SEVERAL_PLATFORMS,
];
