import { errorCodesPage } from './error-codes-page';
import { lifePage } from './life-page';

/** Reference pages that are written from code, by path under the repository. */
export const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/reference/error-codes.md': errorCodesPage,
  'docs/reference/life.md': lifePage,
};
