/** The process cannot start; the message is for whoever set it up and says what to change. */
export class BootError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'BootError';
  }
}
