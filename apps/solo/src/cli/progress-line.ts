/** Progress on standard error: a line that rewrites itself on a terminal, silence elsewhere. */
export class ProgressLine {
  private shownAt = 0;

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  show(text: () => string): void {
    if (!this.stream.isTTY) return;
    const now = Date.now();
    if (now - this.shownAt < 200) return;
    this.shownAt = now;
    this.stream.write(`\r\u001b[K${text()}`);
  }

  end(): void {
    if (this.shownAt > 0) this.stream.write('\r\u001b[K');
  }
}
