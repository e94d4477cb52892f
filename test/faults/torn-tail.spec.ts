import { EmbeddedEnvironment } from '@sandan/embedded';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tearTail } from './torn-tail';

describe('a torn tail', () => {
  it('begins after the last page of the newest commit, and leaves what was committed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'torn-'));
    const file = join(folder, 'data.mdb');
    let environment = EmbeddedEnvironment.open(folder);
    const keys = Array.from({ length: 50 }, (_, key) => key);
    await Promise.all(keys.map((key) => environment.root.put(`key ${key}`, Buffer.alloc(5_000, key))));
    await environment.root.put('last', Buffer.alloc(5_000, 1));
    await environment.close();
    const before = statSync(file).size;
    const torn = tearTail(file);
    expect([torn > 0, statSync(file).size > before]).toEqual([true, true]);
    environment = EmbeddedEnvironment.open(folder);
    for (const key of keys) expect(environment.root.get(`key ${key}`)).toEqual(Buffer.alloc(5_000, key));
    await environment.root.put('more', Buffer.alloc(50_000, 1));
    expect(environment.root.get('more')).toEqual(Buffer.alloc(50_000, 1));
    await environment.close();
    rmSync(folder, { recursive: true });
  });
});
