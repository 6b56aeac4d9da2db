import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

const COMPRESSIBLE = /^(text\/|application\/(javascript|json|manifest)|image\/svg)/;

export interface GzipProxy {
  /** Base URL with a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the site as a production host would, which the preview server doesn't: compressed.
 * `pages` are more pages by their path, to compare the site's with.
 */
export async function startGzipProxy(
  site: string,
  pages: Readonly<Record<string, string>> = {},
): Promise<GzipProxy> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const answer = pages[path] ? Promise.resolve(page(pages[path])) : fetchFrom(new URL(path, site));
    answer.then(
      ({ status, type, body }) => {
        const zip = COMPRESSIBLE.test(type);
        response.writeHead(status, { 'content-type': type, ...(zip && { 'content-encoding': 'gzip' }) });
        response.end(zip ? gzipSync(body) : body);
      },
      (error: unknown) => response.writeHead(502).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function page(html: string) {
  return { status: 200, type: 'text/html; charset=utf-8', body: Buffer.from(html) };
}

async function fetchFrom(url: URL) {
  const answer = await fetch(url, { redirect: 'manual' });
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  return { status: answer.status, type, body: Buffer.from(await answer.arrayBuffer()) };
}
