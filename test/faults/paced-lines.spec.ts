import { pacedLines } from './paced-lines';

describe('paced lines', () => {
  it('come all, in order, and not faster than asked for', async () => {
    const began = performance.now();
    const got: string[] = [];
    for await (const line of pacedLines(['a', 'b', 'c', 'd', 'e', 'f'], () => 10)) got.push(line);
    expect(got.join('')).toBe('abcdef');
    // The first tick's share comes at once, and the last line is due after four more.
    expect(performance.now() - began).toBeGreaterThanOrEqual(350);
  });

  it('follow a pace that changes', async () => {
    let pace = 0;
    const got: string[] = [];
    setTimeout(() => (pace = 1_000), 150);
    for await (const line of pacedLines(['a', 'b', 'c'], () => pace)) got.push(line);
    expect(pace).toBe(1_000);
    expect(got).toEqual(['a', 'b', 'c']);
  });
});
