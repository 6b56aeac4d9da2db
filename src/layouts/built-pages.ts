import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page as it was built. */
export interface BuiltPage {
  /** `/work/dist/learn/stun/index.html` */
  readonly file: string;
  /** Its address in the site: `/learn/stun/`, or `/404.html`. */
  readonly path: string;
  readonly html: string;
}

/** All pages of a build, by their addresses. */
export async function readBuiltPages(root: string): Promise<BuiltPage[]> {
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = join(root, name);
      const path = `/${name.replaceAll('\\', '/')}`.replace(/\/index\.html$/, '/');
      return { file, path, html: await readFile(file, 'utf8') };
    }),
  );
}
