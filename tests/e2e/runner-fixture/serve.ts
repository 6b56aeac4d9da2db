import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { frameDocument } from '#src/runner/backends/frame/document.ts';
import { buildFrameBootstrap, frameBootstrap } from '#src/runner/backends/frame/bootstrap-plugin.ts';

const EMBEDDER_POLICY = { 'cross-origin-embedder-policy': 'require-corp' };

/** A bare page around the runner, with the site's policy, on both loopback names; `isolated/` is the same, isolated. */
export interface RunnerFixture {
  /** `http://127.0.0.1:<port>/`; the sandbox origin is the same server by its other name. */
  readonly url: string;
  /** A server that the site's policy doesn't know. */
  readonly strangerUrl: string;
  /** Every request that reached one of the servers by path, except the fixture's own. */
  readonly strayRequests: readonly string[];
  forgetRequests(): void;
  close(): Promise<void>;
}

export async function serveRunnerFixture(): Promise<RunnerFixture> {
  const bootstrap = await buildFrameBootstrap();
  const scripts = await bundlePage();
  const policy = [
    "default-src 'self'",
    `script-src 'self' '${bootstrap.hash}' blob:`,
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "frame-src 'self' http://localhost:* http://127.0.0.1:*",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const strayRequests: string[] = [];

  const site = createServer((request, response) => {
    const respond = (type: string, body: string, headers: Record<string, string> = {}): void => {
      response.writeHead(200, { 'content-type': type, ...headers });
      response.end(body);
    };
    const script = scripts.get(request.url ?? '');
    if (script !== undefined) return respond('text/javascript; charset=utf-8', script, EMBEDDER_POLICY);
    switch (request.url) {
      case '/':
      case '/isolated/':
        return respond(
          'text/html; charset=utf-8',
          '<!doctype html><title>Runner</title><script type="module" src="/page.js"></script>',
          {
            'content-security-policy': policy,
            'set-cookie': 'secret=cookie',
            ...(request.url === '/isolated/' && {
              ...EMBEDDER_POLICY,
              'cross-origin-opener-policy': 'same-origin',
            }),
          },
        );
      case '/sandbox/frame/':
        return respond('text/html; charset=utf-8', frameDocument(bootstrap), {
          ...EMBEDDER_POLICY,
          'cross-origin-resource-policy': 'cross-origin',
        });
      case '/favicon.ico':
        return respond('image/x-icon', '');
      default:
        strayRequests.push(request.url ?? '');
        return respond('text/plain', 'secret', { 'access-control-allow-origin': '*' });
    }
  });
  const stranger = createServer((request, response) => {
    strayRequests.push(`stranger: ${request.url}`);
    response.end();
  });
  return {
    url: await listen(site, '127.0.0.1'),
    strangerUrl: await listen(stranger, '127.0.0.2'),
    strayRequests,
    forgetRequests: () => strayRequests.splice(0),
    close: async () => {
      await Promise.all([site, stranger].map(close));
    },
  };
}

async function listen(server: Server, host: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  return `http://${host}:${typeof address === 'object' ? address?.port : ''}/`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The page's scripts by their paths: its own, and the worker that it starts. */
async function bundlePage(): Promise<ReadonlyMap<string, string>> {
  const output = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'warn',
    plugins: [frameBootstrap()],
    worker: { format: 'es' },
    build: { write: false, target: 'es2022', lib: { entry: 'page.ts', formats: ['es'], fileName: 'page' } },
  });
  const files = (Array.isArray(output) ? output : [output]).flatMap((o) => ('output' in o ? o.output : []));
  return new Map(
    files.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}
