/** Whose work the project uses, under which licences: from `package-lock.json`. */

/** A package as the lockfile has it. */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface Package {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  /** Its folder, from the project's. */
  readonly folder: string;
  /** Whether its code is in the pages. */
  readonly ships: boolean;
}

type Lockfile = { readonly packages: Readonly<Record<string, Locked>> };

/** Build tools whose own code is in the pages, without what they depend on. */
export const SHIPPING_TOOLS: readonly string[] = ['astro', '@astrojs/svelte', 'pagefind', 'vite'];

/** Licences that ask for no more than their notice, in what ships as well. */
const PERMISSIVE = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BlueOak-1.0.0',
    'CC0-1.0',
    'ISC',
    'MIT',
    'Unlicense',
  ],
]);
/** Licences of tools and data that stay on the machine that builds. */
const FOR_TOOLS = new Set([
  ...PERMISSIVE,
  'CC-BY-3.0',
  'CC-BY-4.0',
  'LGPL-3.0-or-later',
  'MPL-2.0',
  'Python-2.0',
]);

/** Every package that the lockfile installs. @throws {Error} on a package whose licence isn't said */
export function packagesOf(lockfile: Lockfile): Package[] {
  const all = Object.entries(lockfile.packages).filter(([folder]) => folder !== '');
  const shipping = shippingFolders(lockfile);
  return all.map(([folder, locked]) => ({
    name: nameOf(folder),
    version: locked.version ?? '',
    licence: licenceOf(folder, lockfile),
    folder,
    ships: shipping.has(folder),
  }));
}

/** Packages that may not be where they are. */
export function forbidden(packages: readonly Package[]): Package[] {
  return packages.filter(({ licence, ships }) => !allows(licence, ships ? PERMISSIVE : FOR_TOOLS));
}

/** SPDX: one of `A OR B` is enough, all of `A AND B` are needed; here they are never mixed. */
function allows(expression: string, licences: ReadonlySet<string>): boolean {
  const text = expression.replace(/^\((.*)\)$/, '$1');
  if (text.includes(' OR ')) return text.split(' OR ').some((one) => licences.has(one));
  return text.split(' AND ').every((one) => licences.has(one));
}

function nameOf(folder: string): string {
  return folder.split('node_modules/').at(-1) ?? folder;
}

/** A package's own, or where a binary for one platform says none, that of the package which it belongs to. */
function licenceOf(folder: string, { packages }: Lockfile): string {
  const own = packages[folder]?.license;
  if (own !== undefined) return own;
  const owner = folder.slice(0, folder.lastIndexOf('/node_modules/'));
  const belongs = owner !== '' && nameOf(folder).startsWith(`${nameOf(owner)}-`);
  const licence = belongs ? packages[owner]?.license : undefined;
  if (licence === undefined) throw new Error(`${folder} says no licence`);
  return licence;
}

/** What `dependencies` names, with all that these depend on, and the tools whose code ships. */
function shippingFolders({ packages }: Lockfile): Set<string> {
  const found = new Set(SHIPPING_TOOLS.map((name) => `node_modules/${name}`));
  const visit = (from: string) => {
    for (const name of Object.keys(packages[from]?.dependencies ?? {})) {
      const folder = resolve(from, name);
      if (folder === undefined || found.has(folder)) continue;
      found.add(folder);
      visit(folder);
    }
  };
  /** As Node looks for it: in the package's own folder first, then further up. */
  const resolve = (from: string, name: string): string | undefined => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      const folder = `${at}${at && '/'}node_modules/${name}`;
      if (folder in packages) return folder;
      if (at === '') return undefined;
    }
  };
  visit('');
  return found;
}
