/** The servers' files in `deploy/` as they have to be. */
import { readFileSync } from 'node:fs';
import { parseHeadersFile } from '../../src/ice-server/preview/headers-file.ts';
import { caddyHeaders, nginxHeaders, withPart } from './headers.ts';

export const CADDYFILE = 'deploy/Caddyfile';
export const NGINX_CONF = 'deploy/nginx.conf';

/** Each file's path and its text, made anew from `public/_headers`. Paths are the project's. */
export function deployFiles(): Record<string, string> {
  const rules = parseHeadersFile(readFileSync('public/_headers', 'utf8'));
  const { maps, headers } = nginxHeaders(rules);
  const nginx = withPart(readFileSync(NGINX_CONF, 'utf8'), 'maps', maps);
  return {
    [CADDYFILE]: withPart(readFileSync(CADDYFILE, 'utf8'), 'headers', caddyHeaders(rules)),
    [NGINX_CONF]: withPart(nginx, 'headers', headers),
  };
}
