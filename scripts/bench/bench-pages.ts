import { type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BenchPages {
  /** Base URL with a slash at its end. */
  readonly url: string;
  /** Paths that were asked for, by pages and their workers: for who reads it to clear. */
  readonly requested: Set<string>;
  close(): Promise<void>;
}

/**
 * The site with a few more pages, by their path, on the same origin: what the site's own pages are compared with.
 * Everything else is handed through as the site's server answers it, compression and headers included.
 */
export async function serveBenchPages(
  site: string,
  pages: Readonly<Record<string, string>>,
): Promise<BenchPages> {
  const requested = new Set<string>();
  const server = createServer((incoming, response) => {
    requested.add(incoming.url ?? '/');
    const page = pages[incoming.url ?? '/'];
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page);
      return;
    }
    const outgoing = request(
      new URL(incoming.url ?? '/', site),
      { method: incoming.method, headers: { ...incoming.headers, host: new URL(site).host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    outgoing.once('error', (error) => (response.headersSent ? response.destroy() : fail(response, error)));
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requested,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function fail(response: ServerResponse, error: Error): void {
  response.writeHead(502).end(error.message);
}
