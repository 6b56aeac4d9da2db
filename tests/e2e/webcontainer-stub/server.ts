import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { StubContainer, type Command } from './container.ts';
import { onFiles, type FileRequest } from './files.ts';

/** How the host meets the package: as it should, never, with a complaint once it is up, or after a while. */
export type StubMode = 'works' | 'silent' | 'blocked-storage' | { readonly delayMs: number };

/**
 * Stands in for stackblitz.com, which no test machine can be sure to reach: the page and the protocol that
 * `@webcontainer/api` expects, with real Node behind them. It says nothing of how the real service behaves otherwise.
 */
export interface WebContainerStub {
  /** What the package is pointed at. */
  readonly origin: string;
  mode: StubMode;
  /** Origin of the pages that may use it; nobody may before it is set. */
  site: string | undefined;
  /** Every request so far, by path without the secret. */
  readonly requests: readonly string[];
  /** Containers that are up. */
  readonly containers: ReadonlySet<StubContainer>;
  /** How many processes run in any of them, those that others started included. */
  processes(): Promise<number>;
  close(): Promise<void>;
}

const COMLINK = fileURLToPath(import.meta.resolve('comlink/dist/esm/comlink.min.mjs'));
const PAGE = fileURLToPath(new URL('page.js', import.meta.url));

/**
 * The server runs programs, so it listens on the loopback only, no page but the site's can frame it or is given its
 * port, and the path of what runs them is new each time.
 */
export async function serveWebContainerStub(): Promise<WebContainerStub> {
  const secret = randomBytes(16).toString('hex');
  const containers = new Map<string, StubContainer>();
  const requests: string[] = [];
  const up = new Set<StubContainer>();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  const stub = {
    origin: `http://${host}`,
    mode: 'works' as StubMode,
    site: undefined as string | undefined,
    requests,
    containers: up,
    processes: async () =>
      (await Promise.all([...up].map((container) => container.processes()))).flat().length,
    close: async () => {
      await Promise.all([...containers.keys()].map(end));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', stub.origin);
    requests.push(url.pathname.replace(secret, '…'));
    // A name that leads here is not enough: that is how other sites reach a loopback server.
    if (request.headers.host !== host) throw new Error('unknown host');
    if (url.pathname === '/headless') return sendPage(response);
    if (url.pathname === '/comlink.mjs') return sendScript(response, COMLINK);
    if (url.pathname === '/page.js') return sendScript(response, PAGE);
    const [, key, session = '', ...rest] = url.pathname.split('/');
    if (key !== secret || request.method !== 'POST') throw new Error('not found');
    if (session === 'session') return openSession(response);
    const container = containers.get(session);
    if (!container) throw new Error('no such container');
    await serve(container, rest, url, request, response);
    if (rest[0] === 'teardown') await end(session);
  }

  function sendPage(response: ServerResponse): void {
    const { mode, site = "'none'" } = stub;
    const delayMs = typeof mode === 'object' ? mode.delayMs : 0;
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': `frame-ancestors ${site}`,
      'cache-control': 'no-store',
    });
    response.end(`<!doctype html><title>Stub</title>
      <script type="importmap">{ "imports": { "comlink": "/comlink.mjs" } }</script>
      <script type="module" src="/page.js" data-site="${site}" data-secret="${secret}"
        data-mode="${typeof mode === 'string' ? mode : 'slow'}" data-delay-ms="${delayMs}"></script>`);
  }

  async function openSession(response: ServerResponse): Promise<void> {
    const container = await StubContainer.create();
    const id = randomBytes(8).toString('hex');
    containers.set(id, container);
    up.add(container);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write(`${JSON.stringify({ id, cwd: container.folder })}\n`);
    // The page is gone.
    response.once('close', () => void end(id));
  }

  async function end(id: string): Promise<void> {
    const container = containers.get(id);
    containers.delete(id);
    await container?.close();
    if (container) up.delete(container);
  }

  return stub;
}

async function serve(
  container: StubContainer,
  [what = '', action]: readonly string[],
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await text(request);
  switch (action ?? what) {
    case 'mount':
      await container.mount(
        JSON.parse(body) as Parameters<StubContainer['mount']>[0],
        url.searchParams.get('at') ?? '.',
      );
      break;
    case 'fs':
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify((await onFiles(container, JSON.parse(body) as FileRequest)) ?? null));
      return;
    case 'spawn': {
      const tell = (event: object): boolean => response.write(`${JSON.stringify(event)}\n`);
      const started = container.spawn(
        JSON.parse(body) as Command,
        (data) => tell({ output: data.toString('base64') }),
        (exit) => {
          tell({ exit });
          response.end();
        },
      );
      response.setHeader('content-type', 'application/x-ndjson');
      tell(started);
      return;
    }
    case 'input':
      container.input(Number(what), body);
      break;
    case 'kill':
      await container.kill(Number(what));
      break;
    case 'resize':
      await container.resize(Number(what), JSON.parse(body) as { cols: number; rows: number });
      break;
    case 'teardown':
      break;
    default:
      throw new Error(`unknown: ${what}`);
  }
  response.end();
}

async function sendScript(response: ServerResponse, file: string): Promise<void> {
  const script = await readFile(file);
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(script);
}
