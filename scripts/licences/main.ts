/** `node scripts/licences/main.ts`: writes `docs/licences.md` and `public/licences.txt`, after packages have changed. */
import { writeFileSync } from 'node:fs';
import { licenceFiles } from './files.ts';

for (const [file, text] of Object.entries(licenceFiles())) writeFileSync(file, text);
