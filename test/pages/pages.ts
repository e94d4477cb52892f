import { lifePage } from './life-page';

/** Reference pages that are written from code, by path under the repository. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/reference/life.md': lifePage,
};
