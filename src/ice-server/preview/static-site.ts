import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import {
  type ContentCache,
  codingFor,
  contentTypeOf,
  createContentCache,
  isCompressible,
} from './content.ts';
import { type HeaderRule, headersFor, parseHeadersFile } from './headers-file.ts';
import { type Found, findFile, readHeadersFile } from './static-files.ts';

export interface StaticSiteOptions {
  /** Folder of the built site. */
  readonly root: string;
  /** `/`, or where the site is mounted. */
  readonly base: string;
  /** For every answer; what the site's own `_headers` says is added. */
  readonly headers: OutgoingHttpHeaders;
}

/** Serves a built site as a good static host does: with its `_headers`, compressed, and cacheable. */
export async function createStaticSite({ root, base, headers }: StaticSiteOptions) {
  const configured: HeaderRule = {
    pattern: '/*',
    matches: () => true,
    headers: Object.entries(headers).map(([name, value]) => [name, `${value}`]),
  };
  const rules = [configured, ...parseHeadersFile(await readHeadersFile(root))];
  const cache = createContentCache();
  const prefix = base.replace(/\/$/, '');

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return end(response, 405, { ...headers, Allow: 'GET, HEAD' });
    }
    const url = URL.parse(request.url ?? '/', 'http://site.invalid');
    const path = decodePath(url?.pathname ?? '%');
    if (!url || path === undefined) return end(response, 400, headers);
    const redirect = (to: string) => {
      const location = `${prefix}${encodeURI(to)}${url.search}`;
      return end(response, 308, { ...headers, Location: location, 'Cache-Control': 'no-cache' });
    };
    if (path === prefix) return redirect('/');
    if (!path.startsWith(`${prefix}/`)) return end(response, 404, headers);

    const found = await findFile(root, path.slice(prefix.length));
    if (found.kind === 'missing') return end(response, 404, headers);
    if (found.kind === 'redirect') return redirect(found.to);
    await sendFile(request, response, found, headersOf(rules, found, path), cache);
  };
}

/** Without a rule, a browser asks again each time (and mostly gets 304). */
function headersOf(rules: readonly HeaderRule[], { status }: Found & { kind: 'file' }, path: string) {
  const own = Object.fromEntries(headersFor(rules, path));
  // What isn't there today may be there after the next build, even under an immutable path.
  return status === 404 ? { ...own, 'Cache-Control': 'no-cache' } : { 'Cache-Control': 'no-cache', ...own };
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, status, etag }: Found & { kind: 'file' },
  headers: OutgoingHttpHeaders,
  cache: ContentCache,
): Promise<void> {
  const contentType = contentTypeOf(file);
  const mayCompress = isCompressible(contentType);
  const all = {
    ...headers,
    ETag: etag,
    'Content-Type': contentType,
    ...(mayCompress && { Vary: 'Accept-Encoding' }),
  };
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim());
  if (status === 200 && known?.includes(etag)) return end(response, 304, all);

  const coding = mayCompress ? codingFor(`${request.headers['accept-encoding'] ?? ''}`) : 'identity';
  const body = await cache.read(file, etag, coding);
  response.writeHead(status, {
    ...all,
    'Content-Length': body.length,
    ...(coding !== 'identity' && { 'Content-Encoding': coding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function end(response: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  const hasBody = status >= 400;
  response.writeHead(status, { ...headers, ...(hasBody && { 'Content-Type': 'text/plain; charset=utf-8' }) });
  response.end(hasBody ? `${status}\n` : undefined);
}

function decodePath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
