import type { TransportAddress } from '../bytes/address.ts';
import {
  type DecodedStun,
  type Integrity,
  METHOD,
  type StunAttribute,
  type StunClass,
  decodeStun,
  encodeStun,
  findAttribute,
  longTermKey,
} from '../stun/index.ts';
import { type OwnNetwork, createAddressPolicy } from './address-policy.ts';
import { createTurnServer } from './server.ts';
import type { Action, ClientTransport, RelayId, TurnServer, TurnServerConfig } from './types.ts';

/*
 * A TURN client for tests, and the world around the state machine: sockets that open at once (or
 * don't), a clock that stands until it is moved, and a known sequence in place of randomness.
 */

export const REALM = 'example.org';
export const PASSWORD = 'correct horse';
export const SERVER: TransportAddress = { family: 4, address: '192.0.2.10', port: 3478 };
export const OWN_NETWORKS: readonly OwnNetwork[] = [
  { address: '127.0.0.1', prefixLength: 8 },
  { address: '::1', prefixLength: 128 },
  { address: '192.0.2.10', prefixLength: 24 },
  { address: '2001:db8::10', prefixLength: 64 },
];

/** A small generator of known numbers in [0, 1). */
export function knownRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

export interface TestWorld {
  readonly server: TurnServer;
  /** Milliseconds since the Unix epoch; tests move it. */
  at: number;
  /** How many of the next relay sockets can't be bound. */
  failingRelays: number;
  /** Sockets that are open: their addresses by id. */
  readonly relays: Map<RelayId, TransportAddress>;
  /** Does what a shell would with actions, and answers with all that came of them. */
  perform(actions: readonly Action[]): Action[];
  client(port?: number, protocol?: 'udp' | 'tcp', address?: string): TestClient;
}

export function createTestWorld(overrides: Partial<TurnServerConfig> = {}): TestWorld {
  const server = createTurnServer({
    realm: REALM,
    software: 'test',
    passwordOf: (_at, username) => (username.startsWith('stranger') ? undefined : PASSWORD),
    nonceKey: new Uint8Array(32).fill(7),
    random: knownRandom(),
    relayAddress: (family) => (family === 4 ? '192.0.2.10' : '2001:db8::10'),
    policy: createAddressPolicy({ own: OWN_NETWORKS, ownPorts: [3478], open: 'this-machine' }),
    ...overrides,
  });
  const world: TestWorld = {
    server,
    at: 1_800_000_000_000,
    failingRelays: 0,
    relays: new Map(),
    perform(actions) {
      return actions.flatMap((action) => {
        if (action.kind === 'close-relay') world.relays.delete(action.relayId);
        if (action.kind !== 'open-relay') return [action];
        if (world.failingRelays > 0) {
          world.failingRelays--;
          return [action, ...world.perform(server.handleRelayFailed(world.at, action.relayId))];
        }
        world.relays.set(action.relayId, action.address);
        return [action, ...world.perform(server.handleRelayOpened(world.at, action.relayId))];
      });
    },
    client: (port = 50_000, protocol = 'udp', address = '192.0.2.10') =>
      createTestClient(world, {
        protocol,
        client: { family: address.includes(':') ? 6 : 4, address, port },
        server: SERVER,
      }),
  };
  return world;
}

export interface RequestOptions {
  readonly username?: string;
  readonly password?: string;
  /** 'none' sends no credential at all. */
  readonly integrity?: 'sha1' | 'sha256' | 'none';
  readonly nonce?: string;
  readonly realm?: string;
  readonly transactionId?: Uint8Array;
  /** Attributes of the credential that are left out. */
  readonly without?: readonly StunAttribute['type'][];
}

export interface TestClient {
  readonly transport: ClientTransport;
  /** The nonce of the last challenge. */
  nonce: string;
  send(bytes: Uint8Array): Action[];
  encode(method: number, attributes?: readonly StunAttribute[], options?: RequestOptions): Uint8Array;
  /** Sends a request and answers with the response. @throws where none comes */
  request(method: number, attributes?: readonly StunAttribute[], options?: RequestOptions): DecodedStun;
  /** Gets a nonce, allocates, and answers with the relayed transport address. */
  allocate(attributes?: readonly StunAttribute[], options?: RequestOptions): TransportAddress;
  indicate(method: number, attributes: readonly StunAttribute[]): Action[];
}

export const UDP_TRANSPORT: StunAttribute = { type: 'REQUESTED-TRANSPORT', protocol: 17 };

/** A peer that the policy of the test world permits. */
export const PEER: TransportAddress = { family: 4, address: '127.0.0.1', port: 40_000 };

export function peerAddress(address: TransportAddress): StunAttribute {
  return { type: 'XOR-PEER-ADDRESS', address };
}

export function channelNumber(number: number): StunAttribute {
  return { type: 'CHANNEL-NUMBER', channelNumber: number };
}

let transactions = 0;

export function newTransactionId(): Uint8Array {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setUint32(8, ++transactions);
  return bytes;
}

function createTestClient(world: TestWorld, transport: ClientTransport): TestClient {
  const client: TestClient = {
    transport,
    nonce: '',
    send: (bytes) => world.perform(world.server.handlePacket(world.at, transport, bytes)),
    encode: (method, attributes = [], options = {}) =>
      encodeRequest('request', method, attributes, { nonce: client.nonce, ...options }),
    request(method, attributes, options) {
      const response = responseOf(client.send(client.encode(method, attributes, options)));
      client.nonce = findAttribute(response, 'NONCE')?.nonce ?? client.nonce;
      return response;
    },
    allocate(attributes = [], options) {
      client.request(METHOD.Allocate, [UDP_TRANSPORT], { integrity: 'none' });
      const response = client.request(METHOD.Allocate, [UDP_TRANSPORT, ...attributes], options);
      const relayed = findAttribute(response, 'XOR-RELAYED-ADDRESS');
      if (!relayed) throw new Error(`no allocation: ${errorCodeOf(response)}`);
      return relayed.address;
    },
    indicate: (method, attributes) =>
      client.send(encodeRequest('indication', method, attributes, { integrity: 'none' })),
  };
  return client;
}

/** A message as a client sends it, with the credential attributes that its options ask for. */
export function encodeRequest(
  messageClass: StunClass,
  method: number,
  attributes: readonly StunAttribute[],
  options: RequestOptions,
): Uint8Array {
  const { username = 'alice', realm = REALM, nonce = '', integrity = 'sha1', without = [] } = options;
  const credential: StunAttribute[] = [
    { type: 'USERNAME', username },
    { type: 'REALM', realm },
    { type: 'NONCE', nonce },
  ];
  const message = {
    class: messageClass,
    method,
    transactionId: options.transactionId ?? newTransactionId(),
    attributes: [
      ...attributes,
      ...(integrity === 'none' ? [] : credential.filter(({ type }) => !without.includes(type))),
    ],
  };
  return integrity === 'none'
    ? encodeStun(message)
    : encodeStun(message, { integrity: integrityOf(options, username, realm, integrity) });
}

function integrityOf(
  { password = PASSWORD }: RequestOptions,
  username: string,
  realm: string,
  algorithm: Integrity['algorithm'],
): Integrity {
  return {
    key: longTermKey({ username, realm, password, algorithm: algorithm === 'sha1' ? 'MD5' : 'SHA-256' }),
    algorithm,
  };
}

/** The STUN message among actions. @throws where there is none */
export function responseOf(actions: readonly Action[]): DecodedStun {
  const sent = actions.find((action) => action.kind === 'send-to-client');
  if (!sent) throw new Error(`no response: ${JSON.stringify(actions)}`);
  const decoded = decodeStun(sent.bytes);
  if (!decoded.ok) throw new Error(`the response can't be read: ${decoded.error.kind}`);
  return decoded.value;
}

/** The code of an error response; undefined for a success. */
export function errorCodeOf(message: DecodedStun): number | undefined {
  return findAttribute(message, 'ERROR-CODE')?.code;
}

/** Why packets were ignored, in order. */
export function ignoredReasons(actions: readonly Action[]): string[] {
  return actions.flatMap((action) =>
    action.kind === 'trace' && action.decision === 'ignored' ? [action.reason] : [],
  );
}
