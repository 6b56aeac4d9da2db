/** `node scripts/deploy/main.ts`: writes what `public/_headers` says into the servers' files in `deploy/`. */
import { writeFileSync } from 'node:fs';
import { deployFiles } from './files.ts';

for (const [file, text] of Object.entries(deployFiles())) writeFileSync(file, text);
