/** Where a site is to stand. */
export interface Address {
  /** The address of its host. */
  readonly site: string;
  /** Its path there, with a slash at both ends; `/` where it has the host to itself. */
  readonly base: string;
}

/** A path that is written the same way in a link, in a server's configuration and in a file's name. */
const BASE = /^\/(?:[\w-][\w.-]*\/)*$/;

/**
 * Reads `SITE_URL` and `BASE_PATH`, whose slashes may be missing.
 *
 * @throws Error for a path that is none, and for two that differ
 */
export function readAddress(env: Readonly<Record<string, string | undefined>>): Address {
  const site = env.SITE_URL || 'http://127.0.0.1:4321';
  const base = `/${env.BASE_PATH ?? ''}/`.replace(/^\/+|\/+$/g, '/');
  if (!BASE.test(base))
    throw new Error(
      `BASE_PATH=${env.BASE_PATH} is no path for a site: letters, digits, - . _ between slashes.`,
    );
  const { pathname } = new URL(site);
  if (pathname !== '/' && `${pathname.replace(/\/$/, '')}/` !== base)
    throw new Error(`SITE_URL=${site} has a path: build with BASE_PATH=${pathname}, by which all links go.`);
  return { site, base };
}
