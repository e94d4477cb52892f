import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES } from './pages';

/** `npm run pages`: writes every generated reference page anew. */
async function writePages(): Promise<void> {
  for (const [path, page] of Object.entries(PAGES)) {
    writeFileSync(join(process.cwd(), path), await page());
    process.stderr.write(`${path}\n`);
  }
}

void writePages();
