import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RowFile, RowFileError } from './row-file';

let folder: string;
let file: RowFile;
const open = () => new RowFile(join(folder, 'states'));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandan-rows-'));
  file = open();
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

const row = (key: string, seq: number, bytes = 20) => ({ key, seq, state: Buffer.alloc(bytes, `${key}@${seq} `) });

describe('a file of rows', () => {
  it('finds each of more keys than its index had room for, and none that is not there', () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `parcel/${index}`);
    for (let at = 0; at < keys.length; at += 5_000) {
      file.save(
        keys.slice(at, at + 5_000).map((key) => row(key, 1)),
        1,
      );
    }
    expect(keys.filter((key) => file.get(key)?.key !== key)).toEqual([]);
    expect(keys.filter((_, index) => file.get(`release/${index}`) !== undefined)).toEqual([]);
    expect([...file.rows()]).toHaveLength(keys.length);
  });

  it('keeps rows larger than what is gathered, in their order, also those replaced within one save', () => {
    const large = 3 * 1024 * 1024;
    file.save([row('a', 1), row('b', 1, large), row('a', 2, 40), row('c', 1, large), row('a', 1)], 2);
    expect(file.get('a')).toEqual(row('a', 2, 40));
    expect(row('b', 1, large).state.equals(file.get('b')!.state)).toBe(true);
    expect(row('c', 1, large).state.equals(file.get('c')!.state)).toBe(true);
  });

  it('keeps what waits in less room than its state has bytes, and gives it back as it was', () => {
    const waiting = { ...row('a', 1, 4_000), dueAt: 900 };
    const sizes = [row('b', 1, 4_000), waiting].map((saved) => {
      const before = statSync(join(folder, 'states')).size;
      file.save([saved], 1);
      return statSync(join(folder, 'states')).size - before;
    });
    expect(sizes[0]).toBeGreaterThan(4_000);
    expect(sizes[1]).toBeLessThan(2_000);
    expect(file.get('a')).toEqual(waiting);
  });

  it('finds no other state, and says so, when somebody else writes to its file', () => {
    appendFileSync(join(folder, 'states'), Buffer.alloc(8));
    file.save([row('a', 1)], 1);
    expect(() => file.get('a')).toThrow(RowFileError);
    expect(() => file.save([row('a', 2)], 2)).toThrow('states does not hold at 8 what was written there');
  });

  it('is the same file when it is opened again', () => {
    file.save([row('a', 1), { ...row('b', 3), dueAt: 900, tags: ['t'] }], 3);
    file.save([row('a', 5, 60)], 5);
    file.close();
    file = open();
    expect(file.checkpointSeq).toBe(5);
    expect([file.get('a'), file.get('b')]).toEqual([row('a', 5, 60), { ...row('b', 3), dueAt: 900, tags: ['t'] }]);
    file.save([row('a', 4)], 4);
    expect([file.get('a')!.seq, file.checkpointSeq]).toEqual([5, 5]);
  });
});
