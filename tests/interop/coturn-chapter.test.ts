import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import { type Case, makeCorpus } from '#lessons/deny-list/checks/corpus.ts';
import { freePort } from '../../scripts/lib/ports.mjs';
import { answers } from './support/coturn.ts';
import { isMissing, run } from './support/programs.ts';
import { type TurnClientSocket, openTurnClient } from './support/turn-client-socket.ts';

/* What chapter 13 and deploy/turnserver.conf say to coturn, held against Debian's. */

const CHAPTER = readFileSync('content/en/13-operating-turn.mdx', 'utf8');
const SECRET = 'a secret of this test';
const PUBLIC_PEER = { 4: '8.8.8.8', 6: '2001:4860:4860::8888' } as const;

const CONFIGURATIONS = [
  ['chapter 13', /```ini\n(.*?)```/s.exec(CHAPTER)?.[1] ?? ''],
  ['deploy/turnserver.conf', readFileSync('deploy/turnserver.conf', 'utf8')],
] as const;

/** The lines as they stand, but for what is this machine's: ports, certificate, secret, and addresses. */
function forThisMachine(configuration: string, port: number, tlsPort: number): string {
  const own: Readonly<Record<string, string | undefined>> = {
    'listening-port': `${port}`,
    'tls-listening-port': `${tlsPort}`,
    'static-auth-secret': undefined,
    'external-ip': undefined,
    cert: undefined,
    pkey: undefined,
    // The tests make sure by it that it is coturn which answers.
    'no-software-attribute': undefined,
    'log-file': undefined,
  };
  const kept = configuration.split('\n').flatMap((line) => {
    const [option = ''] = line.split('=');
    if (!(option in own)) return line;
    return own[option] === undefined ? [] : `${option}=${own[option]}`;
  });
  const secret = kept.includes('use-auth-secret') ? [`static-auth-secret=${SECRET}`] : [];
  const here = ['listening-ip=127.0.0.1', 'relay-ip=127.0.0.1', 'relay-ip=::1', 'no-dtls', 'log-file=stdout'];
  return [...kept, ...secret, ...here, ''].join('\n');
}

async function startWith(text: string, port: number) {
  const folder = mkdtempSync(join(tmpdir(), 'coturn-chapter-'));
  const file = join(folder, 'turnserver.conf');
  writeFileSync(file, `${text}\npidfile=${join(folder, 'pid')}\nuserdb=${join(folder, 'users')}\n`);
  const child: ChildProcess = spawn('stdbuf', ['-oL', 'turnserver', '-c', file], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (words: string) => (output += words));
  await answers(port, child);
  const close = async () => {
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  return { output: () => output, close };
}

/** What a server answers when it is asked for a permission for each of these. */
async function permissions(socket: TurnClientSocket, peers: readonly string[]): Promise<string[]> {
  const codes: string[] = [];
  for (const peer of peers) {
    const before = socket.actions.length;
    socket.call((client, now) => client.permit(now, peer));
    const find = () =>
      socket.actions.slice(before).find(({ kind }) => kind === 'permitted' || kind === 'refused');
    await expect.poll(find, { timeout: 5_000, interval: 5 }).toBeDefined();
    const answer = find();
    codes.push(answer?.kind === 'refused' ? `${answer.code}` : 'granted');
  }
  return codes;
}

describe.skipIf(isMissing('turnserver') || !existsSync('/usr/bin/stdbuf'))('coturn', () => {
  const opened: TurnClientSocket[] = [];
  afterAll(() => opened.forEach((socket) => socket.close()));

  async function allocate(port: number, credential: { username: string; password: string }, family: 4 | 6) {
    const socket = await openTurnClient(
      { address: '127.0.0.1', port },
      { ...credential, transport: 'udp', ...(family === 6 && { family }) },
    );
    opened.push(socket);
    socket.call((client, now) => client.allocate(now));
    return socket;
  }

  function timeLimited(id: string, seconds = 600) {
    const username = `${Math.floor(Date.now() / 1000) + seconds}:${id}`;
    return { username, password: createHmac('sha1', SECRET).update(username).digest('base64') };
  }

  describe.each(CONFIGURATIONS)('with the configuration of %s', (_where, configuration) => {
    let port = 0;
    let running: Awaited<ReturnType<typeof startWith>>;
    beforeAll(async () => {
      port = await freePort();
      running = await startWith(forThisMachine(configuration, port, await freePort()), port);
    });
    afterAll(() => running.close());

    it('starts, and knows every option', () => {
      expect(configuration.split('\n').length).toBeGreaterThan(20);
      expect(running.output()).not.toContain('Bad configuration format');
      expect(running.output()).not.toMatch(/ERROR.*(?:denied|peer)/i);
    });

    it.each([4, 6] as const)(
      'refuses whatever the exercise denies, and nothing else: IPv%i',
      async (family) => {
        const socket = await allocate(port, timeLimited('ada'), family);
        await socket.next('allocated');
        const {
          'own-addresses': own,
          'lets-the-rest-through': rest,
          ...denied
        } = makeCorpus(createChance(seeded(13)));
        expect(own.length).toBeGreaterThan(0);
        const ofFamily = (cases: readonly Case[]) =>
          cases.map(({ address }) => address).filter((address) => address.includes(':') === (family === 6));
        const refused = ofFamily(Object.values(denied).flat());
        expect(refused.length).toBeGreaterThan(20);
        const answers = await permissions(socket, refused);
        expect(refused.filter((_address, i) => answers[i] !== '403')).toEqual([]);
        const open = ofFamily(rest);
        expect(await permissions(socket, open)).toEqual(open.map(() => 'granted'));
      },
    );
  });

  it('starts with an option that it does not know, and says so in its log only', async () => {
    const port = await freePort();
    const text = forThisMachine(
      'listening-port=\nuse-auth-secret\nstatic-auth-secret=\nrealm=x\nno-loopback-peers',
      port,
      0,
    );
    const running = await startWith(text, port);
    try {
      expect(running.output()).toContain('Bad configuration format: no-loopback-peers');
    } finally {
      await running.close();
    }
  });

  it('switches its console off where that has no password, and logs it as an error', async () => {
    const port = await freePort();
    const text = 'listening-port=\nuse-auth-secret\nstatic-auth-secret=\nrealm=x';
    const running = await startWith(forThisMachine(text, port, 0), port);
    try {
      expect(running.output()).toMatch(
        /ERROR:\s+CONFIG ERROR: Empty cli-password, .* cli interface is disabled/,
      );
    } finally {
      await running.close();
    }
  });

  it('does not know the option prometheus, as Debian builds it', async () => {
    const { output } = await run('turnserver', ['--prometheus', '--help'], 5_000);
    expect(output).toContain("unrecognized option '--prometheus'");
  });

  it('counts the quota of a user by the id behind the colon', async () => {
    const port = await freePort();
    const text = 'listening-port=\nuse-auth-secret\nstatic-auth-secret=\nrealm=x\nuser-quota=2';
    const running = await startWith(forThisMachine(text, port, 0), port);
    try {
      const outcome = async (id: string, seconds: number) => {
        const socket = await allocate(port, timeLimited(id, seconds), 4);
        await expect
          .poll(() => socket.actions.some(({ kind }) => kind === 'allocated' || kind === 'failed'), {
            timeout: 5_000,
          })
          .toBe(true);
        const failed = socket.actions.find(({ kind }) => kind === 'failed');
        return failed && 'code' in failed ? failed.code : 'allocated';
      };
      expect(await outcome('ada', 600)).toBe('allocated');
      expect(await outcome('ada', 600)).toBe('allocated');
      expect(await outcome('ada', 1_200)).toBe(486);
      expect(await outcome('bob', 600)).toBe('allocated');
    } finally {
      await running.close();
    }
  });

  describe('without any rule about peers', () => {
    const USER = { username: 'alice', password: 'correct horse' };
    const BARE = `listening-port=\nlt-cred-mech\nuser=${USER.username}:${USER.password}\nrealm=x`;

    async function startBare(...more: readonly string[]) {
      const port = await freePort();
      const text = [forThisMachine(BARE, port, 0), ...more].join('\n');
      return { port, ...(await startWith(text, port)) };
    }

    it('lets a client through to private networks, metadata and mapped IPv4, as the table of chapter 13 says', async () => {
      const rows = [...CHAPTER.matchAll(/^\| (`[^|]+`) \| (?:refused, (403)|\*\*(granted)\*\*) \|/gm)];
      expect(rows.length).toBe(6);
      const bare = await startBare();
      try {
        for (const [, peers = '', code, granted] of rows) {
          for (const [, peer = ''] of peers.matchAll(/`([^`]+)`/g)) {
            const family = peer.includes(':') ? 6 : 4;
            const socket = await allocate(bare.port, USER, family);
            await socket.next('allocated');
            const codes = await permissions(socket, [peer, PUBLIC_PEER[family]]);
            expect([peer, ...codes]).toEqual([peer, code ?? granted, 'granted']);
          }
        }
      } finally {
        await bare.close();
      }
    });

    it('reaches a service on its own private address, though denied, where external-ip names that address', async () => {
      const service = createSocket('udp4');
      const heard: string[] = [];
      service.on('message', (bytes) => heard.push(bytes.toString()));
      await new Promise<void>((resolve) => service.bind(0, '127.0.0.1', resolve));
      const { port } = service.address();
      try {
        const outcomeWith = async (...more: readonly string[]) => {
          const server = await startBare(
            ...[
              'allow-loopback-peers',
              'no-cli',
              'denied-peer-ip=127.0.0.0-127.255.255.255',
              'denied-peer-ip=81.2.3.4',
              ...more,
            ],
          );
          try {
            const socket = await allocate(server.port, USER, 4);
            await socket.next('allocated');
            const [code] = await permissions(socket, ['127.0.0.1']);
            heard.splice(0);
            const peer = { family: 4, address: '127.0.0.1', port } as const;
            socket.call((client, now) => client.send(now, peer, new TextEncoder().encode('hello')));
            if (code === 'granted') await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['hello']);
            return code;
          } finally {
            await server.close();
          }
        };
        expect(await outcomeWith()).toBe('403');
        expect(await outcomeWith('external-ip=81.2.3.4/127.0.0.1')).toBe('granted');
        expect(await outcomeWith('external-ip=81.2.3.4')).toBe('403');
      } finally {
        service.close();
      }
    });

    /** A UDP service beside the relay, which sends back what it hears each time. */
    async function startService(address: string) {
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
      let bytes = 0;
      socket.on('message', (message, from) => {
        bytes += message.length;
        socket.send(message, from.port, from.address);
      });
      await new Promise<void>((resolve) => socket.bind(0, address, resolve));
      return { port: socket.address().port, bytes: () => bytes, close: () => socket.close() };
    }

    it('sends nothing to the IPv4 address that a mapped one names, although it gives the permission', async () => {
      const bare = await startBare('allow-loopback-peers', 'no-cli');
      const [there, control] = [await startService('127.0.0.1'), await startService('::1')];
      try {
        const socket = await allocate(bare.port, USER, 6);
        await socket.next('allocated');
        expect(await permissions(socket, ['::ffff:127.0.0.1', '::1'])).toEqual(['granted', 'granted']);
        const hello = new TextEncoder().encode('hello');
        const sendTo = (address: string, port: number) =>
          socket.call((client, now) => client.send(now, { family: 6, address, port }, hello));
        sendTo('::1', control.port);
        await expect.poll(() => control.bytes(), { timeout: 5_000 }).toBe(5);
        sendTo('::ffff:127.0.0.1', there.port);
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect(there.bytes()).toBe(0);
      } finally {
        there.close();
        control.close();
        await bare.close();
      }
    });

    it('takes max-bps for bytes a second, in each direction', async () => {
      const limit = 20_000;
      const bare = await startBare('allow-loopback-peers', 'no-cli', `max-bps=${limit}`);
      const service = await startService('127.0.0.1');
      try {
        const socket = await allocate(bare.port, USER, 4);
        await socket.next('allocated');
        expect(await permissions(socket, ['127.0.0.1'])).toEqual(['granted']);
        const peer = { family: 4, address: '127.0.0.1', port: service.port } as const;
        const message = new Uint8Array(500);
        // Five times as much as is allowed, and forty times what bits would allow.
        const seconds = 3;
        for (const endsAt = Date.now() + seconds * 1_000; Date.now() < endsAt;) {
          socket.call((client, now) => client.send(now, peer, message));
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        const back = socket.actions.reduce(
          (sum, action) => sum + (action.kind === 'data' ? action.bytes.length : 0),
          0,
        );
        for (const bytes of [service.bytes(), back]) {
          expect(bytes).toBeGreaterThan(0.6 * limit * seconds);
          expect(bytes).toBeLessThan(1.5 * limit * seconds);
        }
      } finally {
        service.close();
        await bare.close();
      }
    });

    it('denies all of IPv4 by a range that begins at `::`, and none of it by one that begins at `::1`', async () => {
      for (const [first, code] of [
        ['::', '403'],
        ['::1', 'granted'],
      ] as const) {
        const denying = await startBare(`denied-peer-ip=${first}-::ffff:255.255.255.255`);
        try {
          const socket = await allocate(denying.port, USER, 4);
          await socket.next('allocated');
          expect([first, ...(await permissions(socket, ['8.8.8.8']))]).toEqual([first, code]);
        } finally {
          await denying.close();
        }
      }
    });

    it('gives a permission for a mapped address although its IPv4 network is denied', async () => {
      const denying = await startBare('denied-peer-ip=10.0.0.0-10.255.255.255');
      try {
        const [ipv4, ipv6] = [await allocate(denying.port, USER, 4), await allocate(denying.port, USER, 6)];
        await Promise.all([ipv4.next('allocated'), ipv6.next('allocated')]);
        expect(await permissions(ipv4, ['10.0.0.1'])).toEqual(['403']);
        expect(await permissions(ipv6, ['::ffff:10.0.0.1'])).toEqual(['granted']);
      } finally {
        await denying.close();
      }
    });
  });
});
