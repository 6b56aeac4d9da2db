import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/ports.mjs';
import { describeInBrowsers } from '#tests/e2e/driver/index.ts';
import { parseIpAddress } from '#src/protocol/bytes/index.ts';
import type { IceServer, Role } from '#src/protocol/ice/agent/index.ts';
import { type AgentShell, startAgent } from './support/agent-shell.ts';
import { startAioice } from './support/aioice.ts';
import { connect } from './support/connect.ts';
import { startCoturn } from './support/coturn.ts';
import { startOwnServer } from './support/own-server.ts';
import { ownAddresses } from './support/own-address.ts';
import { type PeerConnection, openPeerConnection } from './support/peer-connection.ts';
import { isMissing } from './support/programs.ts';
import { openWerift } from './support/werift.ts';

interface TurnServer {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  close(): Promise<void>;
}

const [address = ''] = ownAddresses().filter((text) => !text.includes(':'));
const SERVERS = [
  {
    name: 'our own server',
    isThere: true,
    async start(): Promise<TurnServer> {
      const own = await startOwnServer();
      return { ...own, close: () => own.server.close() };
    },
  },
  {
    name: 'coturn',
    isThere: !isMissing('turnserver'),
    start: (): Promise<TurnServer> => startCoturn(`--listening-ip=${address}`, `--relay-ip=${address}`),
  },
];
const ROLES: readonly Role[] = ['controlling', 'controlled'];

type Transport = 'udp' | 'tcp';

/** Each of our servers, reached over both. */
const WAYS = SERVERS.flatMap((server) =>
  (['udp', 'tcp'] as const).map((transport) => ({ ...server, transport })),
);

/** Our agent tells and uses nothing but what the server gives it. */
function startRelayed(
  role: Role,
  { port, username, password }: TurnServer,
  transport: Transport = 'udp',
): AgentShell {
  const ip = parseIpAddress(address);
  if (!ip) throw new Error('this machine has no IPv4 address');
  const server: IceServer = { kind: 'turn', address: { ...ip, port }, username, password, transport };
  return startAgent({ role, addresses: [address], servers: [server], policy: 'relay' });
}

/** Connected over the relay, and nothing else was told. */
async function expectRelayed(ours: AgentShell, relayProtocol: Transport = 'udp'): Promise<void> {
  await ours.until('completed', ({ state }) => state === 'completed', 20_000);
  const [selected] = ours.snapshot().selected;
  expect(selected?.pair.local).toMatchObject({ type: 'relay', relayProtocol });
}

describe.each(WAYS)('our agent through $name over $transport', ({ isThere, start, transport }) => {
  let server: TurnServer;
  const open: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    if (isThere) server = await start();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  afterAll(() => server?.close());

  it.skipIf(!isThere).each(ROLES)(
    'as %s reaches another of its kind, and data goes both ways',
    async (role) => {
      const ours = startRelayed(role, server, transport);
      const other = startRelayed(role === 'controlling' ? 'controlled' : 'controlling', server, transport);
      open.push(ours, other);
      ours.onCandidate = (line) =>
        line === undefined ? other.endRemoteCandidates() : other.addRemoteCandidate(line);
      other.onCandidate = (line) =>
        line === undefined ? ours.endRemoteCandidates() : ours.addRemoteCandidate(line);
      ours.setRemote(other.credentials);
      other.setRemote(ours.credentials);
      const [lines] = await Promise.all([ours.gather(), other.gather()]);
      expect(lines.map((line) => line.split(' ')[7])).toEqual(['relay']);
      await Promise.all([expectRelayed(ours, transport), expectRelayed(other, transport)]);
      ours.send('there');
      other.send('back');
      await ours.until('data', () => ours.heard.includes('back'));
      await other.until('data', () => other.heard.includes('there'));
      // RFC 8445 §12.1: "it is RECOMMENDED that an agent creates a channel".
      expect(ours.actions.some((action) => JSON.stringify(action, big).includes('"method":9'))).toBe(true);
    },
  );

  it.skipIf(!isThere).each(ROLES)('as %s reaches aioice', async (role) => {
    const ours = startRelayed(role, server, transport);
    const theirs = startAioice();
    open.push(ours, theirs);
    const lines = await ours.gather();
    const gathered = await theirs.gather({ ice_controlling: role === 'controlled' });
    theirs.setRemote(ours.credentials);
    for (const line of lines) theirs.addRemoteCandidate(line);
    theirs.addRemoteCandidate();
    ours.setRemote(gathered);
    for (const line of gathered.candidates) ours.addRemoteCandidate(line);
    ours.endRemoteCandidates();
    theirs.connect();
    await expectRelayed(ours, transport);
    await theirs.event('connected');
    ours.send('through the relay');
    expect(await theirs.event('heard')).toMatchObject({ text: 'through the relay' });
    theirs.send('and back');
    await ours.until('data', () => ours.heard.includes('and back'));
  });

  it.skipIf(!isThere).each(ROLES)('as %s reaches werift', async (role) => {
    const ours = startRelayed(role, server, transport);
    const theirs = openWerift();
    open.push(ours, theirs);
    await connect(ours, theirs, { offerer: role === 'controlling' ? 'ours' : 'theirs', trickle: true });
    await expectRelayed(ours, transport);
    await ours.until('the first DTLS packet', () => ours.heard.length > 0, 20_000);
  });
});

describe('our agent, where nobody takes its connection', () => {
  it('is told so, and has gathered', async () => {
    const nobody = { port: await freePort(), username: 'alice', password: 'secret' };
    const ours = startRelayed('controlling', { ...nobody, close: async () => undefined }, 'tcp');
    try {
      expect(await ours.gather()).toEqual([]);
      expect(ours.actions).toContainEqual(
        expect.objectContaining({ event: 'server-failed', reason: 'the connection was lost' }),
      );
    } finally {
      await ours.close();
    }
  });
});

/** A page with nothing on it. */
const blank = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>blank</title>');
});
beforeAll(() => new Promise<void>((resolve) => blank.listen(0, '127.0.0.1', resolve)));
afterAll(() => void blank.close());

describeInBrowsers('our agent through a relay', (browser) => {
  describe.each(SERVERS)('of $name', ({ isThere, start }) => {
    let server: TurnServer;
    let ours: AgentShell;
    beforeAll(async () => {
      if (isThere) server = await start();
    });
    afterEach(() => ours?.close());
    afterAll(() => server?.close());

    it.skipIf(!isThere).each(ROLES)(
      'as %s reaches the browser, and stays connected',
      async (role) => {
        ours = startRelayed(role, server);
        const { port } = blank.address() as AddressInfo;
        // Its host candidates have names: without its server-reflexive one nothing could be permitted at the relay.
        const theirs: PeerConnection = await openPeerConnection(
          await browser.open(`http://127.0.0.1:${port}/`),
          [{ urls: `stun:${address}:${server.port}` }],
        );
        await connect(ours, theirs, { offerer: role === 'controlling' ? 'ours' : 'theirs', trickle: true });
        await expectRelayed(ours);
        await ours.until('the first DTLS packet', () => ours.heard.length > 0, 20_000);
        await new Promise((resolve) => setTimeout(resolve, process.env['FULL'] === '1' ? 5_000 : 500));
        expect(['connected', 'completed']).toContain((await theirs.states()).at(-1));
        expect(ours.snapshot().state).toBe('completed');
      },
      60_000,
    );
  });
});

function big(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
