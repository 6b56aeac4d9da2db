import { createSocket } from 'node:dgram';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TransportAddress } from '#src/protocol/bytes/address.ts';
import type { TurnClientConfig } from '#src/protocol/turn/client/index.ts';
import { tryUdp } from '../../scripts/lib/ports.mjs';
import { startCoturn } from './support/coturn.ts';
import { startOwnServer } from './support/own-server.ts';
import { isMissing } from './support/programs.ts';
import { type TurnClientSocket, openTurnClient } from './support/turn-client-socket.ts';

interface Server {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  close(): Promise<void>;
}

/** A nonce of so many seconds lets tests see it go stale. */
const SERVERS: readonly {
  readonly name: string;
  readonly isThere: boolean;
  start(nonceSeconds: number): Promise<Server>;
}[] = [
  {
    name: 'our own server',
    isThere: true,
    async start(nonceSeconds) {
      const own = await startOwnServer({ nonceLifetimeMs: 1000 * nonceSeconds });
      return { ...own, close: () => own.server.close() };
    },
  },
  {
    name: 'coturn',
    isThere: !isMissing('turnserver'),
    start: (nonceSeconds) => startCoturn(`--stale-nonce=${nonceSeconds}`, '--denied-peer-ip=192.0.2.77'),
  },
];

const LOOPBACK = { 4: '127.0.0.1', 6: '::1' } as const;
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe.each(SERVERS)('the TURN client against $name', ({ isThere, start }) => {
  let server: Server;
  const opened: TurnClientSocket[] = [];

  beforeAll(async () => {
    if (isThere) server = await start(600);
  });
  afterAll(() => server?.close());
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.close();
  });

  async function open(config: Partial<TurnClientConfig> = {}, at: Server = server) {
    const { username, password, port } = at;
    const socket = await openTurnClient(
      { address: '127.0.0.1', port },
      { username, password, transport: 'udp', ...config },
    );
    opened.push(socket);
    return socket;
  }

  async function allocate(config: Partial<TurnClientConfig> = {}, at: Server = server) {
    const socket = await open(config, at);
    socket.call((client, now) => client.allocate(now));
    const { relayedAddress, mappedAddress, lifetimeSeconds } = await socket.next('allocated');
    return { socket, relayedAddress, mappedAddress, lifetimeSeconds };
  }

  /** Sends both ways. What was bound a moment ago is there: no datagram is lost on loopback. */
  async function exchange(
    [a, addressOfA]: [TurnClientSocket, TransportAddress],
    [b, addressOfB]: [TurnClientSocket, TransportAddress],
  ) {
    a.call((client, now) => client.send(now, addressOfB, bytesOf('from a')));
    expect(await b.next('data')).toMatchObject({ peer: addressOfA, bytes: Buffer.from('from a') });
    b.call((client, now) => client.send(now, addressOfA, bytesOf('from b, longer')));
    expect(await a.next('data')).toMatchObject({ peer: addressOfB, bytes: Buffer.from('from b, longer') });
  }

  it.runIf(isThere).each([
    ['UDP', { transport: 'udp' }],
    ['TCP', { transport: 'tcp' }],
    ['UDP, IPv6 relayed addresses', { transport: 'udp', family: 6 }],
  ] as const)(
    'two clients talk through their relayed addresses, by indications and channels: %s',
    async (_t, config) => {
      const [a, b] = [await allocate(config), await allocate(config)];
      expect(a.relayedAddress.family).toBe('family' in config ? config.family : 4);
      expect(a.mappedAddress.address).toBe(LOOPBACK[4]);
      expect(a.lifetimeSeconds).toBe(600);
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        from.socket.call((client, now) => client.permit(now, to.relayedAddress.address));
        expect(await from.socket.next('permitted')).toEqual({
          kind: 'permitted',
          peerAddress: to.relayedAddress.address,
        });
      }
      await exchange([a.socket, a.relayedAddress], [b.socket, b.relayedAddress]);

      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        from.socket.call((client, now) => client.bindChannel(now, to.relayedAddress));
        expect(await from.socket.next('channel-bound')).toMatchObject({
          peer: to.relayedAddress,
          channel: 0x4000,
        });
      }
      await exchange([a.socket, a.relayedAddress], [b.socket, b.relayedAddress]);
      const packets = a.socket.actions.filter(({ kind }) => kind === 'send');
      const last = packets.at(-1);
      expect(last?.kind === 'send' && last.bytes[0]).toBe(0x40);
    },
  );

  it.runIf(isThere)('a plain UDP peer is reached, and heard', async () => {
    const { socket, relayedAddress } = await allocate();
    const peer = createSocket('udp4');
    try {
      await new Promise<void>((resolve) => peer.bind(0, relayedAddress.address, resolve));
      const address = { family: 4, address: relayedAddress.address, port: peer.address().port } as const;
      peer.on('message', (bytes, from) => peer.send(bytes, from.port, from.address));
      socket.call((client, now) => client.permit(now, address.address));
      await socket.next('permitted');
      socket.call((client, now) => client.send(now, address, bytesOf('echo')));
      expect(await socket.next('data')).toMatchObject({ peer: address, bytes: Buffer.from('echo') });
    } finally {
      peer.close();
    }
  });

  it.runIf(isThere)('a wrong password is 401', async () => {
    for (const transport of ['udp', 'tcp'] as const) {
      const socket = await open({ password: 'wrong', transport });
      socket.call((client, now) => client.allocate(now));
      expect(await socket.next('failed')).toMatchObject({ code: 401 });
    }
  });

  it.runIf(isThere)('a peer that is forbidden is 403', async () => {
    const { socket } = await allocate();
    socket.call((client, now) => client.permit(now, '192.0.2.77'));
    expect(await socket.next('refused')).toMatchObject({ peerAddress: '192.0.2.77', code: 403 });
  });

  it.runIf(isThere)('a released allocation is gone: the server has closed its port', async () => {
    const { socket, relayedAddress } = await allocate();
    const bind = () => tryUdp(relayedAddress.port, relayedAddress.address);
    expect(await bind()).toBe('taken');
    socket.call((client, now) => client.release(now));
    await socket.next('released');
    await expect.poll(bind, { timeout: 10_000 }).toBe(relayedAddress.port);
  });

  it.runIf(isThere)('a nonce that has gone stale is renewed on the way', async () => {
    const shortLived = await start(1);
    try {
      const { socket } = await allocate({}, shortLived);
      const isRenewed = () =>
        socket.actions.some(
          (action) => action.kind === 'trace' && action.decision === 'asked' && action.why === 'stale-nonce',
        );
      expect(isRenewed()).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      socket.call((client, now) => client.permit(now, '127.0.0.1'));
      await socket.next('permitted');
      expect(isRenewed()).toBe(true);
      socket.call((client, now) => client.release(now));
      await socket.next('released');
    } finally {
      await shortLived.close();
    }
  });
});
