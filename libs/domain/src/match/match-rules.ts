import type { MatchRule } from './match-rule';
import { amountIdentity } from './rules/amount-identity.rule';
import { amountMismatch } from './rules/amount-mismatch.rule';
import { consigneeMismatch } from './rules/consignee-mismatch.rule';
import { inventoryBuyerMismatch } from './rules/inventory-buyer-mismatch.rule';
import { inventoryLineContent } from './rules/inventory-line-content.rule';
import { inventoryLineCount } from './rules/inventory-line-count.rule';
import { inventoryPartiesMismatch } from './rules/inventory-parties-mismatch.rule';
import { inventoryPhoneMismatch } from './rules/inventory-phone-mismatch.rule';
import { inventoryWaybillMismatch } from './rules/inventory-waybill-mismatch.rule';
import { payCompanyMismatch } from './rules/pay-company-mismatch.rule';
import { payTransactionMismatch } from './rules/pay-transaction-mismatch.rule';
import { payerMismatch } from './rules/payer-mismatch.rule';

/** The ordered rule set of contract 5; all are evaluated, every failure is reported. */
export const MATCH_RULES: readonly MatchRule[] = [
  amountMismatch,
  amountIdentity,
  payerMismatch,
  payCompanyMismatch,
  payTransactionMismatch,
  consigneeMismatch,
  inventoryPartiesMismatch,
  inventoryWaybillMismatch,
  inventoryBuyerMismatch,
  inventoryPhoneMismatch,
  inventoryLineCount,
  inventoryLineContent,
];
