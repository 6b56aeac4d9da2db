import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A bare page in which the Lab's engine works in a worker: `window.lab`. */
export interface LabFixture {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveLabFixture(): Promise<LabFixture> {
  const scripts = await bundlePage();
  const server = createServer((request, response) => {
    const script = scripts.get(request.url ?? '');
    if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>Lab</title><script type="module" src="/page.js"></script>');
    } else if (script === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The page's scripts by their paths: its own, and the worker that it starts. */
async function bundlePage(): Promise<ReadonlyMap<string, string>> {
  const output = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { write: false, target: 'es2023', lib: { entry: 'page.ts', formats: ['es'], fileName: 'page' } },
  });
  const files = (Array.isArray(output) ? output : [output]).flatMap((o) => ('output' in o ? o.output : []));
  return new Map(
    files.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}
