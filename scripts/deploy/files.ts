/** The servers' files in `deploy/` as they have to be. */
import { readFileSync } from 'node:fs';
import { headersBelow, parseHeadersFile } from '../../src/ice-server/preview/headers-file.ts';
import { caddyHeaders, nginxHeaders, withPart } from './headers.ts';

export const CADDYFILE = 'deploy/Caddyfile';
export const NGINX_CONF = 'deploy/nginx.conf';

/** What these files name besides. */
const NAMED = /(?<![\w/])\/(?=(?:ice-servers\.json|404\.html|_headers)\b)/g;

/**
 * Each file's path and its text, made anew from `public/_headers`. Paths are the project's.
 *
 * @param base where the site stands on its host; the folder that is served has the built site below that path
 */
export function deployFiles(base = '/'): Record<string, string> {
  const rules = parseHeadersFile(headersBelow(readFileSync('public/_headers', 'utf8'), base));
  const { maps, headers } = nginxHeaders(rules);
  const below = (file: string) => readFileSync(file, 'utf8').replace(NAMED, base);
  const nginx = withPart(below(NGINX_CONF), 'maps', maps);
  return {
    [CADDYFILE]: withPart(below(CADDYFILE), 'headers', caddyHeaders(rules)),
    [NGINX_CONF]: withPart(nginx, 'headers', headers),
  };
}
