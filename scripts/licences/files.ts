/** The files that say whose work the project uses. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Package, packagesOf } from './licences.ts';

export const LIST = 'docs/licences.md';
export const NOTICES = 'public/licences.txt';

/** Where a build tool's licence goes on with those of what it is made of; its helper in the pages isn't. */
const OF_OTHERS = /^# Licenses of bundled dependencies$/m;

/** All packages of the project's lockfile. */
export function projectPackages(): Package[] {
  return packagesOf(JSON.parse(readFileSync('package-lock.json', 'utf8')));
}

/** Each file's path and its text, made anew. */
export function licenceFiles(): Record<string, string> {
  const packages = projectPackages();
  const shipped = packages.filter(({ ships }) => ships).toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
  return { [LIST]: listOf(packages, shipped), [NOTICES]: noticesOf(shipped) };
}

function listOf(packages: readonly Package[], shipped: readonly Package[]): string {
  const tools = Map.groupBy(
    packages.filter(({ ships }) => !ships),
    ({ licence }) => licence,
  );
  const counts = [...tools].map(([licence, all]) => `| ${licence} | ${all.length} |`).toSorted();
  return [
    '# Licences',
    '',
    'Made from `package-lock.json` by `node scripts/licences/main.ts`; a unit test compares, and fails on a licence that it',
    'does not know, on one that says nothing, and on copyleft in what ships. The project itself is MIT ([LICENSE](../LICENSE)).',
    '',
    '## In the pages',
    '',
    `What \`dependencies\` names with all that these depend on (more than is bundled), and the tools whose own code is in a page. Their texts are served as \`/licences.txt\`.`,
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...shipped.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
    '## On the machine that builds and tests, and nowhere else',
    '',
    '| licence | packages, of all platforms |',
    '|---|---|',
    ...counts,
    '',
  ].join('\n');
}

/** The licences' own texts, which have to come with the code. */
function noticesOf(shipped: readonly Package[]): string {
  const parts = shipped.map(({ name, version, licence, folder }) =>
    [`${name} ${version} (${licence})`, '', ...textsOf(folder)].join('\n'),
  );
  return `The code of this site contains work of others. Thank you.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function textsOf(folder: string): string[] {
  if (!existsSync(folder)) throw new Error(`${folder} is not installed`);
  const files = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => /^(licen[cs]e|notice)(-\w+)?(\.(md|txt))?$/i.test(name))
    // A few have a folder of them.
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(folder, entry.name)).map((file) => join(entry.name, file))
        : entry.name,
    );
  if (files.length === 0) return ['It comes without a text of its licence.\n'];
  return files.toSorted().map((file) => {
    const [own = ''] = readFileSync(join(folder, file), 'utf8').replace(/\r/g, '').split(OF_OTHERS);
    return `${own.trim()}\n`;
  });
}
