import type { ClearRule } from './clear-rule';
import { bookSplit } from './rules/book-split.rule';
import { buyerIdInvalid } from './rules/buyer-id-invalid.rule';
import { enterpriseNotAdmitted } from './rules/enterprise-not-admitted.rule';
import { goodsProhibited } from './rules/goods-prohibited.rule';
import { itemNotRecorded } from './rules/item-not-recorded.rule';
import { notOnPositiveList } from './rules/not-on-positive-list.rule';
import { singleLimit } from './rules/single-limit.rule';

/**
 * The ordered rule set of contract 6, as far as one parcel's own documents decide it. ANNUAL_LIMIT and STOCK_SHORT need
 * what several parcels share and are asked of the quota and stock stages, only for a bundle with no failure here.
 */
export const CLEAR_RULES: readonly ClearRule[] = [
  enterpriseNotAdmitted,
  buyerIdInvalid,
  itemNotRecorded,
  bookSplit,
  notOnPositiveList,
  goodsProhibited,
  singleLimit,
];
