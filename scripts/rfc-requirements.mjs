/**
 * What the RFCs require of NATs: `node scripts/rfc-requirements.mjs <folder> > tests/vectors/requirements.json`.
 *
 * The folder holds `rfcNNNN.txt` files as the RFC Editor publishes them. Here stands only where each list is.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requirementsOf } from './lib/rfc-requirements.mjs';

const LISTS = [
  { rfc: 4787, section: '12' },
  { rfc: 5382, section: '8' },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    console.error(
      'usage: node scripts/rfc-requirements.mjs <folder with rfcNNNN.txt> > tests/vectors/requirements.json',
    );
    process.exit(2);
  }
  const requirements = LISTS.flatMap(({ rfc, section }) =>
    requirementsOf(readFileSync(join(folder, `rfc${rfc}.txt`), 'utf8'), section).map((requirement) => ({
      rfc,
      section,
      ...requirement,
    })),
  );
  console.log(JSON.stringify(requirements, null, 2));
}
