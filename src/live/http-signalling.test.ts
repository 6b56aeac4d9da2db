import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createSignallingServer } from '#lessons/signalling-server/solution/server.ts';
import { httpSignalling, type Exchange, type HttpAsked, type SignallingFault } from './http-signalling.ts';
import type { Signal } from './signalling.ts';

const servers: { readonly server: Server; readonly stop: AbortController }[] = [];
afterEach(() => {
  for (const { server, stop } of servers.splice(0)) {
    stop.abort();
    server.close();
    server.closeAllConnections();
  }
});

/** A channel over a real server, and what was seen of it. */
async function channelOver(server: Server) {
  const stop = new AbortController();
  servers.push({ server, stop });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const arrived: string[] = [];
  const exchanges = new Map<number, Exchange>();
  const faults: SignallingFault[] = [];
  const ask = async ({ path, ...init }: HttpAsked, signal: AbortSignal) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, signal });
    const headers = Object.fromEntries(response.headers);
    return { ok: true, status: response.status, headers, body: await response.text() } as const;
  };
  const say = httpSignalling({
    ask,
    room: 'room',
    onExchange: (exchange) => exchanges.set(exchange.number, exchange),
    onFault: (fault) => faults.push(fault),
  })({
    onSent: () => undefined,
    onDropped: () => undefined,
    onArrived: ({ from, what, number }) => arrived.push(`${from} ${number} ${what}`),
    signal: stop.signal,
  });
  const send = (from: Signal['from'], what: Signal['what'], text = '') => say({ from, what, text });
  return { arrived, exchanges, faults, send, stop };
}

const until = (holds: () => boolean) => expect.poll(holds, { timeout: 5_000 }).toBe(true);
const CORS = { 'access-control-allow-origin': '*' };

describe('a signalling channel over HTTP', () => {
  it('carries what each peer says to the other, once and in order, by the exercise’s solution', async () => {
    const { arrived, exchanges, faults, send, stop } = await channelOver(createSignallingServer());
    send('a', 'candidate', 'candidate:1');
    send('a', 'offer', 'v=0\r\n');
    send('a', 'candidate', 'candidate:2');
    send('b', 'answer', 'v=0\r\n');
    send('a', 'end-of-candidates');
    await until(() => arrived.length === 5);
    expect(arrived.filter((line) => line.startsWith('a'))).toEqual([
      'a 1 candidate',
      'a 2 offer',
      'a 3 candidate',
      'a 5 end-of-candidates',
    ]);
    expect(arrived).toContain('b 4 answer');
    expect(faults).toEqual([]);
    const posts = [...exchanges.values()].filter(({ method }) => method === 'POST');
    expect(posts.map(({ carried }) => carried).flat()).toHaveLength(5);
    stop.abort();
    await until(() => [...exchanges.values()].every(({ outcome }) => outcome !== undefined));
  });

  it.each<[SignallingFault['kind'], number, Record<string, string>, string]>([
    ['status', 404, CORS, ''],
    ['unreadable', 200, {}, '[]'],
    ['not-a-list', 200, CORS, '{}'],
    ['not-a-list', 200, CORS, 'welcome'],
    ['foreign', 200, CORS, '[{"candidate":"candidate:of nobody"}]'],
    ['foreign', 200, CORS, '["hello"]'],
  ])('says that a server is at fault: %s (%s %o %s)', async (kind, status, headers, body) => {
    const { faults } = await channelOver(
      createServer((_, response) => response.writeHead(status, headers).end(body)),
    );
    await until(() => faults.length === 2);
    expect(faults.map((fault) => fault.kind)).toEqual([kind, kind]);
    expect(faults[0]?.exchange).toMatchObject({ method: 'GET', path: '/rooms/room/a', outcome: { status } });
  });

  it('tells a message that comes twice twice, and doesn’t ask a server without news as fast as it answers', async () => {
    const kept: unknown[] = [];
    const { arrived, exchanges, send } = await channelOver(
      createServer((request, response) => {
        response.writeHead(200, CORS);
        if (request.method === 'GET')
          return void response.end(request.url?.endsWith('b') ? JSON.stringify(kept) : '[]');
        request.setEncoding('utf8');
        request.on('data', (text: string) => kept.push(JSON.parse(text)));
        request.on('end', () => response.end());
      }),
    );
    send('a', 'offer', 'v=0\r\n');
    await until(() => arrived.length >= 2);
    expect(new Set(arrived)).toEqual(new Set(['a 1 offer']));
    expect(exchanges.size).toBeLessThan(30);
  });
});
