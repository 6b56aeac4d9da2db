/**
 * `node scripts/deploy/main.ts`: writes what `public/_headers` says into the servers' files in `deploy/`. With a folder
 * it writes them there instead, and with BASE_PATH for a site below that path.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readAddress } from '../../src/layouts/address.ts';
import { deployFiles } from './files.ts';

const [folder] = process.argv.slice(2);
const { base } = readAddress(process.env);
if (folder === undefined && base !== '/')
  throw new Error('The files in deploy/ are for a site at the root: name another folder to write to.');

for (const [file, text] of Object.entries(deployFiles(base))) {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  writeFileSync(folder === undefined ? file : join(folder, basename(file)), text);
}
