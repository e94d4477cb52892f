/** The environment cannot be used. Names every bad variable and what it must be, never what it holds. */
export class BadEnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['the environment cannot be used:', ...problems].join('\n  '));
    this.name = 'BadEnvironmentError';
  }
}
