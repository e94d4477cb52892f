import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BulkFile, SECTOR_BYTES, sectorMemory } from './bulk-file';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sandan-bulk-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function filled(bytes: number, mark: number): Buffer {
  return sectorMemory(bytes).subarray(0, bytes).fill(mark);
}

describe('a bulk file', () => {
  it('holds whole sectors and a last part in the order in which they came', () => {
    const path = join(folder, 'bulk');
    const file = new BulkFile(path);
    const parts = [filled(3 * SECTOR_BYTES, 1), filled(SECTOR_BYTES, 2), filled(100, 3)];
    for (const part of parts) file.append(part);
    file.close();
    expect(readFileSync(path).equals(Buffer.concat(parts))).toBe(true);
  });

  it('goes on behind what a file holds', () => {
    const path = join(folder, 'bulk');
    writeFileSync(path, filled(SECTOR_BYTES, 1));
    const file = new BulkFile(path);
    file.append(filled(SECTOR_BYTES, 2));
    file.close();
    expect(readFileSync(path).equals(Buffer.concat([filled(SECTOR_BYTES, 1), filled(SECTOR_BYTES, 2)]))).toBe(true);
  });

  it('writes what lies elsewhere in memory through the page cache', () => {
    const path = join(folder, 'bulk');
    const file = new BulkFile(path);
    const parts = [1, 2, 3].map((mark) => filled(2 * SECTOR_BYTES, mark));
    file.append(parts[0]!);
    file.append(Buffer.alloc(2 * SECTOR_BYTES + 8, 2).subarray(8));
    file.append(parts[2]!);
    file.close();
    expect(readFileSync(path).equals(Buffer.concat(parts))).toBe(true);
  });
});
