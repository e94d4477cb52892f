import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES } from './pages';

/** `npm run pages`: writes every generated reference page anew. */
for (const [path, page] of Object.entries(PAGES)) {
  writeFileSync(join(process.cwd(), path), page());
  process.stderr.write(`${path}\n`);
}
