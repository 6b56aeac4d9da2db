import { type ChildProcess, execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TLSSocket, connect } from 'node:tls';
import { parse } from 'yaml';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { METHOD, decodeStun, encodeStun } from '#src/protocol/stun/index.ts';
import { endChild, startChild } from '../../scripts/lib/children.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { startHost } from '../e2e/driver/hosts.ts';
import { until } from '../e2e/driver/queries.ts';
import { isMissing } from './support/programs.ts';
import { type TurnClientSocket, openTurnClient } from './support/turn-client-socket.ts';

/* coturn by deploy/turnserver.conf, and the program that hands out its credentials, as they are deployed. */

const SECRET = '0123456789abcdef'.repeat(4);
const TURN_URLS = 'turn:turn.example.org:3478?transport=udp turns:turn.example.org:5349?transport=tcp';
const CLIENT = { 'X-Real-IP': '203.0.113.9' };
const folder = mkdtempSync(join(tmpdir(), 'icebreaker-deploy-'));
const started: ChildProcess[] = [];
const sockets: TurnClientSocket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});
afterAll(async () => {
  for (const child of started) await endChild(child);
  rmSync(folder, { recursive: true, force: true });
});

interface Entry {
  readonly urls: string | string[];
  readonly username?: string;
  readonly credential?: string;
}

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = startChild(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: command === 'turnserver' ? folder : process.cwd(),
    env: { ...process.env, ...env },
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += data));
  return { child, said: () => said };
}

/** Starts the endpoint as a program of Node. */
async function startEndpoint(env: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  const { said } = start(process.execPath, ['deploy/credential-endpoint/node.mjs'], {
    ...{ TURN_SECRET: SECRET, TURN_URLS, STUN_URLS: 'stun:turn.example.org:3478', PORT: `${port}` },
    ...env,
  });
  const ask = (
    headers: Record<string, string> = CLIENT,
    { path = '/ice-servers.json', method = 'GET' } = {},
  ) => fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
  await until(`the endpoint: ${said()}`, () =>
    ask().then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  const credential = async (headers?: Record<string, string>) => {
    const servers = (await (await ask(headers)).json()) as Entry[];
    const { username = '', credential: password = '' } = servers.find((entry) => entry.credential) ?? {};
    return { username, password };
  };
  return { port, ask, credential };
}

describe('the credential endpoint', () => {
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
  beforeAll(async () => {
    endpoint = await startEndpoint();
  });

  it('answers with servers as the pages read them, which nobody keeps', async () => {
    const response = await endpoint.ask();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
    const [stun, turn] = (await response.json()) as Entry[];
    expect(stun).toEqual({ urls: 'stun:turn.example.org:3478' });
    expect(turn?.urls).toEqual(TURN_URLS.split(' '));
    const hour = Date.now() / 1000 + 3600;
    expect(Math.abs(Number(turn?.username?.split(':')[0]) - hour)).toBeLessThan(60);
  });

  it('gives one network one id, and another network another, and writes neither address', async () => {
    const idOf = async (address: string) =>
      (await endpoint.credential({ 'X-Real-IP': address })).username.split(':')[1];
    const ids = await Promise.all(
      ['203.0.113.9', '203.0.113.10', '2001:db8:0:1::5', '2001:db8::5'].map(idOf),
    );
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(await idOf('203.0.113.9')).toBe(ids[0]);
    expect(await idOf('2001:0db8:0000:0001:ffff::1')).toBe(ids[2]);
  });

  it.each([
    ['a page of another site', { ...CLIENT, 'Sec-Fetch-Site': 'cross-site' }, {}, 403],
    ['a page of a sister site', { ...CLIENT, 'Sec-Fetch-Site': 'same-site' }, {}, 403],
    ['another path', CLIENT, { path: '/' }, 404],
    ['a POST', CLIENT, { method: 'POST' }, 405],
    ['a web server that says no address', {}, {}, 500],
  ])('gives none to %s', async (_whom, headers, request, status) => {
    const response = await endpoint.ask(headers, request);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('credential');
  });

  it('gives one to a page of its own site', async () => {
    expect((await endpoint.ask({ ...CLIENT, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  describe.each(['caddy', 'nginx'] as const)('behind %s', (name) => {
    it.skipIf(isMissing(name))('is told the client’s address, and not what the client says', async () => {
      const asInTheDocs = /```nginx\n([^`]*?)```/.exec(readFileSync('docs/deploying.md', 'utf8'))?.[1] ?? '';
      const address = `127.0.0.1:${endpoint.port}`;
      const host = await startHost(name, 'public', {
        env: { CREDENTIALS: address },
        inServer: asInTheDocs.replace('127.0.0.1:8787', address),
      });
      try {
        const response = await fetch(new URL('/ice-servers.json', host.url), { headers: CLIENT });
        expect(response.status).toBe(200);
        expect(response.headers.get('Cache-Control')).toBe('no-store');
        expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
        const servers = (await response.json()) as Entry[];
        const own = await endpoint.credential({ 'X-Real-IP': '127.0.0.1' });
        expect(servers[1]?.username?.split(':')[1]).toBe(own.username.split(':')[1]);
      } finally {
        await host.close();
      }
    });
  });
});

describe.skipIf(isMissing('turnserver') || isMissing('openssl'))('coturn by deploy/turnserver.conf', () => {
  let port = 0;
  let tlsPort = 0;
  let said: () => string;
  beforeAll(async () => {
    [port, tlsPort] = [await freePort(), await freePort()];
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    execFileSync('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=turn.example.org', '-out', cert, '-keyout', key],
    ]);
    // The file as it stands, with the command of compose.yaml, and then what is this machine's.
    const here = [
      `--listening-port=${port}`,
      `--tls-listening-port=${tlsPort}`,
      `--cert=${cert}`,
      `--pkey=${key}`,
    ];
    // A nonce of seconds instead of an hour, to see what comes after it.
    const own = [
      '--listening-ip=127.0.0.1',
      '--relay-ip=127.0.0.1',
      `--pidfile=${folder}/pid`,
      '--stale-nonce=4',
    ];
    const command = composeCommand('turn', { SITE_NAME: 'turn.example.org', TURN_SECRET: SECRET });
    ({ said } = start('turnserver', [...command, ...here, ...own, `--userdb=${folder}/users`]));
    await until('coturn', () =>
      bindingOverTls(tlsPort).then(
        (answer) => answer === 'success',
        () => false,
      ),
    );
  });

  /** How an attempt to allocate ended. */
  async function allocate(credential: { username: string; password: string }) {
    const socket = await openTurnClient({ address: '127.0.0.1', port }, { ...credential, transport: 'udp' });
    sockets.push(socket);
    socket.call((client, now) => client.allocate(now));
    const ended = () => socket.actions.find(({ kind }) => kind === 'allocated' || kind === 'failed');
    await expect.poll(ended, { timeout: 10_000 }).toBeDefined();
    const end = ended();
    return { socket, end: end?.kind === 'failed' ? end.code : end?.kind };
  }

  it('lets nobody in who knows the file only', async () => {
    const username = `${Math.floor(Date.now() / 1000) + 600}:ada`;
    for (const secret of ['', 'REPLACE-WITH-64-RANDOM-HEX-DIGITS', '<openssl', '<openssl rand -hex 32>']) {
      const password = createHmac('sha1', secret).update(username).digest('base64');
      expect([secret, (await allocate({ username, password })).end]).toEqual([secret, 401]);
    }
  });

  it('knows every option', () => {
    expect(said()).not.toContain('Bad configuration format');
  });

  it('takes what the endpoint hands out, and nothing that was changed in it', async () => {
    const { credential } = await startEndpoint();
    const { username, password } = await credential();
    expect((await allocate({ username, password })).end).toBe('allocated');
    const [expiry, id] = username.split(':');
    expect((await allocate({ username: `${Number(expiry) + 3600}:${id}`, password })).end).toBe(401);
    expect((await allocate({ username: `${expiry}:somebody`, password })).end).toBe(401);
  });

  it('refuses a credential once its time is over, and keeps the allocation that was made before, with a new nonce too', async () => {
    const { credential } = await startEndpoint({ TTL_SECONDS: '3' });
    const shortLived = await credential();
    const { socket, end } = await allocate(shortLived);
    expect(end).toBe('allocated');
    const expiryMs = Number(shortLived.username.split(':')[0]) * 1000;
    await new Promise((resolve) => setTimeout(resolve, expiryMs + 2500 - Date.now()));
    expect((await allocate(shortLived)).end).toBe(401);
    socket.call((client, now) => client.permit(now, '8.8.8.8'));
    await expect
      .poll(() => socket.actions.find(({ kind }) => kind === 'permitted' || kind === 'refused'))
      .toMatchObject({ kind: 'permitted' });
    const codes = socket.actions.flatMap((action) => ('code' in action ? [action.code] : []));
    expect(codes).toContain(438);
  });

  it('answers over TLS 1.2, and over nothing older', async () => {
    expect(await bindingOverTls(tlsPort, 'TLSv1.2')).toBe('success');
    await expect(bindingOverTls(tlsPort, 'TLSv1.1')).rejects.toThrow();
  });
});

/** The command of a service of compose.yaml, with the folder of the repository where the container has its own. */
function composeCommand(service: string, values: Readonly<Record<string, string>>): string[] {
  const { services } = parse(readFileSync('deploy/compose.yaml', 'utf8')) as {
    services: Record<string, { command: string[] }>;
  };
  return (services[service]?.command ?? []).map((word) =>
    word
      .replace(/\$\{(\w+):\?\}/g, (_all, name: string) => values[name] ?? '')
      .replace('/etc/coturn/', `${process.cwd()}/deploy/`),
  );
}

/** The class of the answer to a Binding request over TLS. */
function bindingOverTls(port: number, version?: 'TLSv1.1' | 'TLSv1.2'): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const versions = version && { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
  const socket: TLSSocket = connect(
    { host: '127.0.0.1', port, rejectUnauthorized: false, ...versions },
    () => {
      const transactionId = new Uint8Array(12).fill(7);
      socket.write(encodeStun({ class: 'request', method: METHOD.Binding, transactionId, attributes: [] }));
    },
  );
  socket.once('data', (bytes) => {
    const decoded = decodeStun(bytes);
    if (decoded.ok) resolve(decoded.value.class);
    else reject(new Error('no STUN message'));
  });
  socket.once('error', reject);
  socket.once('close', () => reject(new Error('closed')));
  // coturn says nothing to a version that it doesn't want.
  socket.setTimeout(3_000, () => reject(new Error('silent')));
  return promise.finally(() => socket.destroy());
}
