import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceFiles } from './files';

/** Writes the sample folder anew: `node dist/seeds/reference/write-files.js [DIR]`, by default seeds/reference. */
const folder = process.argv[2] ?? join('seeds', 'reference');
for (const [name, text] of Object.entries(referenceFiles())) writeFileSync(join(folder, name), text);
