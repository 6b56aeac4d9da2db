import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a path of the built site is. */
export type Found =
  | { readonly kind: 'file'; readonly file: string; readonly status: 200 | 404; readonly etag: string }
  /** A page without its closing slash. */
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'missing' };

/** Finds what a static host would serve for a path (decoded, starting with `/`). */
export async function findFile(root: string, path: string): Promise<Found> {
  if (!isSafe(path)) return { kind: 'missing' };
  const isDirectory = path.endsWith('/');
  const exact = await describe(join(root, isDirectory ? `${path}index.html` : path), 200);
  if (exact) return exact;
  // `trailingSlash: 'always'`: one address for a page, so that one thing isn't cached or linked twice.
  if (!isDirectory && (await describe(join(root, path, 'index.html'), 200))) {
    return { kind: 'redirect', to: `${path}/` };
  }
  return findErrorPage(root, path);
}

/** The `404.html` nearest to the path: each edition may have its own. */
async function findErrorPage(root: string, path: string): Promise<Found> {
  const parts = path.split('/').slice(0, -1);
  for (let depth = parts.length; depth > 0; depth--) {
    const found = await describe(join(root, ...parts.slice(0, depth), '404.html'), 404);
    if (found) return found;
  }
  return { kind: 'missing' };
}

async function describe(file: string, status: 200 | 404): Promise<Found | undefined> {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) return undefined;
  const etag = `W/"${info.size.toString(36)}-${Math.floor(info.mtimeMs).toString(36)}"`;
  return { kind: 'file', file, status, etag };
}

/** Whether a path stays inside the site, and isn't a file for the host itself. */
function isSafe(path: string): boolean {
  if (/[\0\\]/.test(path) || path.split('/').includes('..')) return false;
  return path !== '/_headers' && path !== '/_redirects';
}

/** The `_headers` file of a built site, or nothing. */
export async function readHeadersFile(root: string): Promise<string> {
  return readFile(join(root, '_headers'), 'utf8').catch(() => '');
}
