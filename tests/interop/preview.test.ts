import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Preview, type PreviewOptions, startPreview } from '#src/ice-server/preview/preview-server.ts';
import { softwareAt } from './support/own-server.ts';

const SCRIPT = `// ${'text that compresses well '.repeat(200)}`;
let root: string;
let preview: Preview;
let options: PreviewOptions;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'icebreaker-preview-'));
  const files = {
    'index.html': '<h1>home</h1>',
    'learn/index.html': '<h1>learn</h1>',
    '404.html': 'no such page',
    'zh-cn/404.html': '没有这一页',
    'ice-servers.json': '["of the static host"]',
    '_astro/app.1234.js': SCRIPT,
    _headers:
      '/*\n  X-All: yes\n# a comment\n/learn/*\n  X-Learn: also\n  Content-Security-Policy: frame-ancestors none\n/_astro/*\n  Cache-Control: public, immutable\n',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(root, name, '..'), { recursive: true });
    await writeFile(join(root, name), text);
  }
  options = {
    root,
    base: '/',
    host: '127.0.0.1',
    port: 0,
    icePort: 0,
    open: 'this-machine',
    hosts: [],
    headers: { 'X-Server': 'set', 'Content-Security-Policy': "frame-src 'self'" },
  };
  preview = await startPreview(options);
});
afterAll(async () => {
  await preview.close();
  await rm(root, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as somebody could send it, Host and all; `fetch` would set some headers itself. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', body = '' }: { method?: string; body?: string } = {},
): Promise<Answer> {
  const all = { Host: `127.0.0.1:${preview.port}`, ...headers };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: preview.port, path, method, headers: all },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

describe('/ice-servers.json', () => {
  it('names one address of our server, which listens there, with a fresh credential each time', async () => {
    const [first, second] = [await ask('/ice-servers.json'), await ask('/ice-servers.json')];
    const [stun, turn] = JSON.parse(first.body.toString());
    const port = preview.iceServer.port;
    const address = /^stun:(.*):\d+$/.exec(stun.urls[0])?.[1] ?? '';
    expect(stun).toEqual({ urls: [`stun:${address}:${port}`] });
    expect(turn.urls).toEqual([
      `turn:${address}:${port}?transport=udp`,
      `turn:${address}:${port}?transport=tcp`,
    ]);
    expect(turn.username).toMatch(/^\d{10}:[0-9a-f]+$/);
    expect(JSON.parse(second.body.toString())[1].username).not.toBe(turn.username);
    expect(await softwareAt(address, port)).toBe('Icebreaker');
  });

  it('is never kept, and is for nobody else: no-store, no CORS header', async () => {
    const { headers } = await ask('/ice-servers.json', { Origin: 'https://evil.example' });
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it.each(['localhost', '127.0.0.1', '[::1]', '127.0.0.1:4321'])('is answered as %s', async (host) => {
    expect((await ask('/ice-servers.json', { Host: host })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '8.8.8.8',
    '127.0.0.1.evil.example',
    'a@localhost',
    hostname(),
  ])('is refused as %s: a name that anybody can point at us (DNS rebinding)', async (host) => {
    const { status, body } = await ask('/ice-servers.json', { Host: host });
    expect(status).toBe(403);
    expect(body.toString()).not.toContain('turn:');
  });

  it.each(['cross-site', 'same-site'])('is refused to a page of another origin (%s)', async (site) => {
    expect((await ask('/ice-servers.json', { 'Sec-Fetch-Site': site })).status).toBe(403);
  });

  it('is read with GET and HEAD only', async () => {
    const head = await ask('/ice-servers.json', {}, { method: 'HEAD' });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    const post = await ask('/ice-servers.json', {}, { method: 'POST' });
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('/ice-control', () => {
  const control = (value: unknown, headers: Record<string, string> = {}) =>
    ask(
      '/ice-control',
      { Origin: `http://127.0.0.1:${preview.port}`, 'Content-Type': 'application/json', ...headers },
      { method: 'POST', body: typeof value === 'string' ? value : JSON.stringify(value) },
    );

  it.each(['pause', 'resume', 'expire-credentials'])('does "%s" for a page of the site', async (action) => {
    const { status, headers, body } = await control({ action });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(body.toString())).toEqual({ action, allocations: 0 });
  });

  it('says when there is no such allocation', async () => {
    const relayedAddress = { address: '127.0.0.1', port: 50_000 };
    expect((await control({ action: 'pause', relayedAddress })).status).toBe(404);
  });

  it.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['another port of this host', { Origin: 'http://127.0.0.1:1' }],
    ['an opaque origin, such as the frame of learner code', { Origin: 'null' }],
    ['no origin', { Origin: '' }],
    ['another name', { Host: 'evil.example', Origin: 'http://evil.example' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('does nothing for %s', async (_title, headers) => {
    expect((await control({ action: 'pause' }, headers)).status).toBe(403);
  });

  it.each([
    ['a form', '{"action":"pause"}', { 'Content-Type': 'text/plain' }, 415],
    ['what is no JSON', '{', {}, 400],
    ['an unknown action', '{"action":"stop"}', {}, 400],
    ['a long text', `"${'x'.repeat(5000)}"`, {}, 413],
    ['an address that is none', '{"action":"pause","relayedAddress":7}', {}, 400],
  ])('does nothing for %s', async (_title, body, headers, status) => {
    expect((await control(body, headers)).status).toBe(status);
  });

  it('is POST only', async () => {
    expect((await ask('/ice-control')).status).toBe(405);
  });
});

describe('the built site', () => {
  it('has its pages at addresses with a slash at the end; without it, they are found there', async () => {
    expect((await ask('/learn/')).body.toString()).toBe('<h1>learn</h1>');
    const { status, headers } = await ask('/learn?x=1');
    expect([status, headers.location]).toEqual([308, '/learn/?x=1']);
  });

  it('has the 404 page of the edition that was asked', async () => {
    const [english, chinese] = [await ask('/nothing/here/'), await ask('/zh-cn/nothing')];
    expect([english.status, english.body.toString()]).toEqual([404, 'no such page']);
    expect([chinese.status, chinese.body.toString()]).toEqual([404, '没有这一页']);
  });

  it('comes with the headers of the configuration and of _headers, which itself is not served', async () => {
    expect((await ask('/learn/')).headers).toMatchObject({
      'x-server': 'set',
      'x-all': 'yes',
      'x-learn': 'also',
      // Two policies: both hold.
      'content-security-policy': "frame-src 'self', frame-ancestors none",
    });
    expect((await ask('/')).headers).not.toHaveProperty('x-learn');
    expect((await ask('/_headers')).status).toBe(404);
  });

  it.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
  ])('is compressed as text is: %s for who takes %s', async (coding, accepted, decompress) => {
    const packed = await ask('/_astro/app.1234.js', { 'Accept-Encoding': accepted });
    expect(packed.headers).toMatchObject({ 'content-encoding': coding, vary: 'Accept-Encoding' });
    expect(packed.body.length).toBeLessThan(SCRIPT.length / 4);
    expect(decompress(packed.body).toString()).toBe(SCRIPT);
  });

  it('is not compressed for who takes none of that', async () => {
    const plain = await ask('/_astro/app.1234.js', { 'Accept-Encoding': 'gzip;q=0' });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.body.toString()).toBe(SCRIPT);
  });

  it('is kept for good where names carry a hash, and asked for again elsewhere', async () => {
    expect((await ask('/_astro/app.1234.js')).headers['cache-control']).toBe('public, immutable');
    expect((await ask('/_astro/gone.js')).headers['cache-control']).toBe('no-cache');
    const { headers } = await ask('/');
    expect(headers['cache-control']).toBe('no-cache');
    const again = await ask('/', { 'If-None-Match': headers.etag ?? '' });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it.each([
    '/../package.json',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/learn/..%5c..%5cx',
    '/%00',
    '/%',
  ])('ends at its folder: %s', async (path) => {
    const { status } = await ask(path);
    expect([400, 404]).toContain(status);
  });
});

describe('a taken port', () => {
  it('is an error that names the port and PORT, and nothing is left open', async () => {
    const error = startPreview({ ...options, port: preview.port });
    await expect(error).rejects.toThrow(`Port ${preview.port} (TCP, 127.0.0.1) is taken`);
    await expect(error).rejects.toMatchObject({ name: 'PortTakenError', setting: 'PORT' });
  });

  it.each(['UDP', 'TCP'])(
    'for the ICE server over %s is an error that names it and ICE_PORT',
    async (protocol) => {
      const holder = protocol === 'UDP' ? await holdUdp() : await holdTcp();
      try {
        const error = startPreview({ ...options, icePort: holder.port });
        await expect(error).rejects.toThrow(`Port ${holder.port} (${protocol}, 127.0.0.1) is taken`);
        await expect(error).rejects.toMatchObject({ setting: 'ICE_PORT' });
        await expect(error).rejects.toThrow(`ICE_PORT=${holder.port + 1}`);
      } finally {
        holder.close();
      }
    },
  );
});

async function holdUdp(): Promise<{ port: number; close(): void }> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { port: socket.address().port, close: () => socket.close() };
}

async function holdTcp(): Promise<{ port: number; close(): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() };
}

describe('the end', () => {
  it('closes every socket: the same ports can be opened at once', async () => {
    const first = await startPreview(options);
    const ports = { port: first.port, icePort: first.iceServer.port };
    await first.close();
    const second = await startPreview({ ...options, ...ports });
    await second.close();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('comes with %s for the server by itself', async (signal) => {
    const child = spawn(process.execPath, ['src/ice-server/cli.ts', '--json', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [stun, turn] = JSON.parse(await firstLine(child));
    expect(stun.urls[0]).toMatch(/^stun:.+:\d+$/);
    expect(turn.credential).not.toBe('');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    expect(await ended).toBe(0);
  });
});

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
}
