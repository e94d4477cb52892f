import { LineBlocks } from './line-blocks';

const BLOCK_BYTES = 16;

function come(blocks: LineBlocks, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    const room = blocks.room();
    const fits = bytes.copy(room, 0, at);
    blocks.came(fits);
    at += fits;
  }
}

/** What is taken and given back at once. */
function taken(blocks: LineBlocks): string | undefined {
  const lines = blocks.take();
  if (!lines) return undefined;
  const text = lines.toString();
  blocks.giveBack(lines);
  return text;
}

test('whole lines are taken, and the beginning of the next one with its end', () => {
  const blocks = new LineBlocks(BLOCK_BYTES);
  come(blocks, 'one\ntwo\nth');
  expect(taken(blocks)).toBe('one\ntwo\n');
  expect(blocks.take()).toBeUndefined();
  come(blocks, 'ree\n');
  expect(taken(blocks)).toBe('three\n');
  expect(blocks.take()).toBeUndefined();
});

test('a line that a block has no more room for begins the next block', () => {
  const blocks = new LineBlocks(BLOCK_BYTES);
  come(blocks, 'a first line\nseco');
  const first = blocks.take();
  come(blocks, 'nd\n');
  // The first block is still read while the second one is filled.
  expect(first!.toString()).toBe('a first line\n');
  expect(taken(blocks)).toBe('second\n');
});

test('a line longer than a block is taken whole', () => {
  const blocks = new LineBlocks(BLOCK_BYTES);
  const long = `${'long '.repeat(20)}\n`;
  come(blocks, `short\n${long}`);
  expect(`${taken(blocks)}${taken(blocks) ?? ''}`).toContain(long);
  come(blocks, 'short again\n');
  expect(taken(blocks)).toBe('short again\n');
});

test('memory that was given back is used again, memory that is read is not', () => {
  const blocks = new LineBlocks(BLOCK_BYTES);
  const line = 'sixteen bytes..\n';
  const seen = new Set<ArrayBufferLike>();
  for (let count = 0; count < 10; count++) {
    come(blocks, line);
    const lines = blocks.take()!;
    seen.add(lines.buffer);
    blocks.giveBack(lines);
  }
  expect(seen.size).toBeLessThanOrEqual(2);

  const held = Array.from({ length: 3 }, () => {
    come(blocks, line);
    return blocks.take()!;
  });
  expect(new Set(held.map(({ buffer }) => buffer)).size).toBe(3);
  for (const lines of held) expect(lines.toString()).toBe(line);
});

test('pieces of one block are given back one by one', () => {
  const blocks = new LineBlocks(BLOCK_BYTES);
  come(blocks, '1234567\n');
  const first = blocks.take()!;
  come(blocks, 'abcdefg\n');
  const second = blocks.take()!;
  come(blocks, 'next\n');
  blocks.giveBack(second);
  come(blocks, 'filled over....\n');
  expect(first.toString()).toBe('1234567\n');
  blocks.giveBack(first);
});
