/** One thing wrong in the reference folder. */
export interface ReferenceProblem {
  file: string;
  /** JSON pointer ("/0/items/2/stock"), or line and column of a CSV file; '' = the whole file. */
  at: string;
  why: string;
  /** What to do about it, one sentence. */
  repair: string;
}

/** The reference data cannot be used. Lists all that is wrong, so that one look is enough to repair it. */
export class BadReferenceError extends Error {
  constructor(
    folder: string,
    readonly problems: readonly ReferenceProblem[],
  ) {
    super([`the reference data in ${folder} cannot be used:`, ...problems.map(describe)].join('\n  '));
    this.name = 'BadReferenceError';
  }
}

function describe({ file, at, why, repair }: ReferenceProblem): string {
  return `${file}${at === '' ? '' : ` ${at}`}: ${why}; ${repair}`;
}
