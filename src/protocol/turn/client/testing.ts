import type { TransportAddress } from '../../bytes/address.ts';
import {
  type DecodedStun,
  type EncodeOptions,
  type StunAttribute,
  decodeStun,
  encodeStun,
  longTermKey,
} from '../../stun/index.ts';
import { PASSWORD, type TestWorld, createTestWorld, knownRandom } from '../testing.ts';
import type { TurnServerConfig } from '../types.ts';
import { createTurnClient } from './client.ts';
import type { TurnClient, TurnClientAction, TurnClientConfig } from './types.ts';

/*
 * The client against our own server in one process, or against a server that says what a test writes down for it.
 */

export const USERNAME = 'alice';
/** The client's transport address, as the server sees it. */
export const OWN: TransportAddress = { family: 4, address: '192.0.2.10', port: 50_000 };

/** A client of alice's. */
export function createTestClient(overrides: Partial<TurnClientConfig> = {}): TurnClient {
  return createTurnClient({
    username: USERNAME,
    password: PASSWORD,
    transport: 'udp',
    random: knownRandom(7),
    ...overrides,
  });
}

/** Far more timers than any test has. */
const MAX_TURNS = 10_000;

/** A client and our server, with a wire between them that loses nothing unless it is cut. */
export interface Link {
  readonly world: TestWorld;
  readonly client: TurnClient;
  isCut: boolean;
  /** Does what a shell would with actions of the client, and answers with all that came of them at the client. */
  perform(actions: readonly TurnClientAction[]): TurnClientAction[];
  /** A peer's datagram at the relayed address. */
  fromPeer(peer: TransportAddress, bytes: Uint8Array): TurnClientAction[];
  /** What the server sent to peers so far. */
  readonly toPeers: { readonly peer: TransportAddress; readonly bytes: Uint8Array }[];
  /** Lets time pass and every timer of both fire at its moment; answers with all that came of it. */
  pass(seconds: number): TurnClientAction[];
}

export function createLink(
  config: Partial<TurnClientConfig> = {},
  server: Partial<TurnServerConfig> = {},
): Link {
  const world = createTestWorld(server);
  const client = createTestClient(config);
  const { transport } = world.client(OWN.port, config.transport ?? 'udp');
  const toPeers: { peer: TransportAddress; bytes: Uint8Array }[] = [];

  function handle(actions: readonly ReturnType<typeof world.perform>[number][]): TurnClientAction[] {
    return world.perform(actions).flatMap((action) => {
      if (action.kind === 'send-to-peer') toPeers.push(action);
      if (action.kind !== 'send-to-client' || link.isCut) return [];
      return link.perform(client.handlePacket(world.at, action.bytes));
    });
  }

  const link: Link = {
    world,
    client,
    isCut: false,
    toPeers,
    perform: (actions) =>
      actions.flatMap((action) => {
        if (action.kind !== 'send' || link.isCut) return [action];
        return [action, ...handle(world.server.handlePacket(world.at, transport, action.bytes))];
      }),
    fromPeer(peer, bytes) {
      const [relayId = 0] = world.relays.keys();
      return handle(world.server.handlePeerPacket(world.at, relayId, peer, bytes));
    },
    pass(seconds) {
      const until = world.at + 1000 * seconds;
      const seen: TurnClientAction[] = [];
      for (let turns = 0; ; turns++) {
        if (turns > MAX_TURNS) throw new Error('a timer that is always due');
        const [ours, theirs] = [client.nextTimeoutAt(), world.server.nextTimeoutAt()];
        const next = Math.min(ours ?? Infinity, theirs ?? Infinity);
        if (next > until) break;
        world.at = Math.max(world.at, next);
        if (next === ours) seen.push(...link.perform(client.handleTimeout(world.at)));
        else handle(world.server.handleTimeout(world.at));
      }
      world.at = until;
      return seen;
    },
  };
  return link;
}

/** One that has its allocation. */
export function createAllocatedLink(
  config: Partial<TurnClientConfig> = {},
  server: Partial<TurnServerConfig> = {},
): Link {
  const link = createLink(config, server);
  link.perform(link.client.allocate(link.world.at));
  if (!link.client.relayedAddress) throw new Error('no allocation');
  return link;
}

/** Everything but traces and packets: what the agent above is told. */
export function told(actions: readonly TurnClientAction[]): TurnClientAction[] {
  return actions.filter(({ kind }) => kind !== 'trace' && kind !== 'send');
}

/** Why packets or calls were ignored, in order. */
export function ignoredReasons(actions: readonly TurnClientAction[]): string[] {
  return actions.flatMap((action) =>
    action.kind === 'trace' && action.decision === 'ignored' ? [action.reason] : [],
  );
}

/** The one STUN message that was sent. @throws where there is none, or more */
export function requestOf(actions: readonly TurnClientAction[]): DecodedStun {
  const [message, ...more] = requestsOf(actions);
  if (!message || more.length > 0) throw new Error(`not one request: ${JSON.stringify(actions)}`);
  return message;
}

/** Every STUN message that was sent, in order. */
export function requestsOf(actions: readonly TurnClientAction[]): DecodedStun[] {
  return actions.flatMap((action) => {
    const decoded = action.kind === 'send' ? decodeStun(action.bytes) : undefined;
    return decoded?.ok ? [decoded.value] : [];
  });
}

/** A response to a request, as a server would write it. */
export function respond(
  { method, transactionId }: DecodedStun,
  outcome: 'success' | 'error',
  attributes: readonly StunAttribute[],
  options: EncodeOptions = {},
): Uint8Array {
  return encodeStun({ class: outcome, method, transactionId, attributes }, options);
}

export function errorCode(code: number, reason = ''): StunAttribute {
  return { type: 'ERROR-CODE', code, reason };
}

/** A challenge without PASSWORD-ALGORITHMS, as coturn sends it. */
export function challenge(code: 401 | 438, nonce = 'nonce'): StunAttribute[] {
  return [errorCode(code), { type: 'REALM', realm: 'example.org' }, { type: 'NONCE', nonce }];
}

/** How a server without password algorithms protects its responses to alice. */
export const SHA1_INTEGRITY = {
  integrity: {
    key: longTermKey({ username: USERNAME, realm: 'example.org', password: PASSWORD }),
    algorithm: 'sha1',
  },
} as const satisfies EncodeOptions;

export const GRANT: readonly StunAttribute[] = [
  { type: 'XOR-RELAYED-ADDRESS', address: { family: 4, address: '192.0.2.15', port: 50_000 } },
  { type: 'XOR-MAPPED-ADDRESS', address: { family: 4, address: '192.0.2.1', port: 7000 } },
  { type: 'LIFETIME', lifetimeSeconds: 600 },
];
