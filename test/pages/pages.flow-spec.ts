import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES } from './pages';

/** Promise: a generated page says what the code says. `npm run pages` writes it anew. */
describe.each(Object.entries(PAGES))('%s', (path, page) => {
  it('is what its code writes', async () => {
    expect(readFileSync(join(__dirname, '../..', path), 'utf8')).toBe(await page());
  });
});
