import { existsSync } from 'node:fs';
import { type Frame, type FrameFile, FrameReader } from './frames';
import { Partitions } from './partitions';

function shown({ value, document, clearance }: Frame): unknown[] {
  return [value, document?.toString(), clearance?.toString()];
}

/** The frames of each piece as they are shown: their texts hold until the next piece is read. */
function read(file: FrameFile): unknown[][][] {
  const reader = new FrameReader(file);
  const pieces = file.blocks.map((_, piece) => [...reader.frames(piece)].map(shown));
  reader.close();
  return pieces;
}

describe('frames that are set aside', () => {
  it('come back in their order, whatever their size', () => {
    const frames: Frame[] = Array.from({ length: 1_000 }, (_, index) => ({
      value: ['fact', index, index % 7 === 0 ? '三单'.repeat(index) : 'x'],
      ...(index % 2 === 0 && { document: Buffer.from('d'.repeat(index * 31)) }),
      ...(index % 3 === 0 && { clearance: Buffer.from(index % 9 === 0 ? '' : 'c'.repeat(index)) }),
    }));
    const partitions = new Partitions(1);
    for (const frame of frames) partitions.add('one key', frame);
    const file = partitions.finish();
    expect(read(file)[0]).toEqual(frames.map(shown));
    partitions.close();
    expect(existsSync(file.path)).toBe(false);
  });

  it('lie in one piece when they have one key', () => {
    const partitions = new Partitions(8);
    for (let round = 0; round < 3; round++) {
      for (let key = 0; key < 100; key++) partitions.add(`key ${key}`, { value: key });
    }
    const pieces = read(partitions.finish());
    partitions.close();
    const homes = pieces.map((frames) => new Set(frames.map(([value]) => value)));
    expect(homes.reduce((sum, keys) => sum + keys.size, 0)).toBe(100);
    expect(pieces.flat()).toHaveLength(300);
    expect(homes.filter((keys) => keys.size > 0).length).toBeGreaterThan(4);
  });
});
