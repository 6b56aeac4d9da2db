import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TransportAddress } from '#src/protocol/bytes/address.ts';
import { METHOD, type StunAttribute, longTermKey } from '#src/protocol/stun/index.ts';
import { createAddressPolicy } from '#src/protocol/turn/address-policy.ts';
import { encodeChannelData } from '#src/protocol/turn/channel-data.ts';
import {
  OWN_NETWORKS,
  PASSWORD,
  REALM,
  type TestClient,
  type TestWorld,
  UDP_TRANSPORT,
  createTestWorld,
  encodeRequest,
} from '#src/protocol/turn/testing.ts';
import type { Action } from '#src/protocol/turn/types.ts';
import { mutate, withFittingLength } from './mutate.ts';
import { type Random, seededRandom } from './random.ts';
import { FUZZ_PACKETS as DECODER_PACKETS, FUZZ_SEED, FUZZ_TIMEOUT_MS, heldBytes } from './settings.ts';

/**
 * A step of the server costs many of the decoder (an HMAC or two, and an answer), so it gets a share of them; in the
 * full run as many.
 */
const FUZZ_PACKETS = Number(process.env['FUZZ_TURN_PACKETS'] ?? Math.ceil(DECODER_PACKETS / 4));

const KEY = longTermKey({ username: 'alice', realm: REALM, password: PASSWORD });
const LIMITS = {
  allocations: 12,
  allocationsPerUser: 8,
  permissionsPerAllocation: 5,
  channelsPerAllocation: 5,
  connections: 8,
  sources: 32,
  // The fuzzer comes from one address and sends much garbage: here that alone must not stop it.
  unauthenticatedAnswers: { perSecond: 1e9, burst: 1e9 },
  malformedPackets: { perSecond: 1e9, burst: 1e9 },
};
const POLICY = createAddressPolicy({ own: OWN_NETWORKS, ownPorts: [3478], open: 'this-machine' });
const PEERS: readonly TransportAddress[] = [
  { family: 4, address: '127.0.0.1', port: 40_000 },
  { family: 4, address: '192.0.2.10', port: 40_001 },
  { family: 6, address: '::1', port: 40_002 },
  { family: 4, address: '8.8.8.8', port: 53 },
  { family: 4, address: '127.0.0.1', port: 3478 },
  { family: 6, address: '::ffff:127.0.0.1', port: 40_003 },
];

/** Signs a message of any content with alice's key (RFC 8489 §14.5), by Node's HMAC: mutations behind the login are the ones that matter. */
function signed(unsigned: Uint8Array): Uint8Array {
  const bytes = withFittingLength(unsigned.slice());
  if (bytes.length < 20 || bytes.length > 60_000) return bytes;
  const length = bytes.length & ~3;
  const message = new Uint8Array(length + 24);
  message.set(bytes.subarray(0, length));
  new DataView(message.buffer).setUint16(2, length - 20 + 24);
  const mac = createHmac('sha1', KEY).update(message.subarray(0, length)).digest();
  message.set([0x00, 0x08, 0x00, 0x14], length);
  message.set(mac, length + 4);
  return message;
}

/** What a client could send next, all of it right, up to where the integrity would stand. */
function templates(nonce: string, random: Random): Uint8Array[] {
  const peer = (): StunAttribute => ({ type: 'XOR-PEER-ADDRESS', address: random.pick(PEERS) });
  const channel: StunAttribute = { type: 'CHANNEL-NUMBER', channelNumber: 0x4000 + random.below(8) };
  const lifetime: StunAttribute = { type: 'LIFETIME', lifetimeSeconds: random.below(4) * random.below(1500) };
  const data: StunAttribute = { type: 'DATA', data: Uint8Array.of(1, 2, 3, 4) };
  const credential: StunAttribute[] = [
    { type: 'USERNAME', username: 'alice' },
    { type: 'REALM', realm: REALM },
    { type: 'NONCE', nonce },
  ];
  const request = (method: number, ...attributes: StunAttribute[]) =>
    encodeRequest('request', method, [...attributes, ...credential], { integrity: 'none' });
  const send = () => encodeRequest('indication', METHOD.Send, [peer(), data], { integrity: 'none' });
  return [
    request(METHOD.Binding),
    request(METHOD.Allocate, UDP_TRANSPORT, lifetime),
    request(METHOD.Allocate, UDP_TRANSPORT, { type: 'ADDITIONAL-ADDRESS-FAMILY', family: 6 }),
    request(METHOD.Allocate, UDP_TRANSPORT, { type: 'REQUESTED-ADDRESS-FAMILY', family: 6 }),
    request(METHOD.Allocate, UDP_TRANSPORT, { type: 'EVEN-PORT', reserveNext: random.below(2) === 0 }),
    request(METHOD.Refresh, lifetime),
    request(METHOD.CreatePermission, peer()),
    request(METHOD.CreatePermission, peer(), peer()),
    request(METHOD.ChannelBind, channel, peer()),
    send(),
    send(),
    encodeChannelData({ channel: 0x4000 + random.below(8), data: Uint8Array.of(1, 2, 3) }, true),
  ];
}

const isRequest = (bytes: Uint8Array) => ((bytes[0] ?? 0) & 0xc1) === 0 && ((bytes[1] ?? 0) & 0x10) === 0;

/** What a client sends next: something right, or something near it; half of its requests signed. */
function nextPacket(corpus: readonly Uint8Array[], random: Random): Uint8Array {
  const isRight = random.below(3) === 0;
  const bytes = isRight ? random.pick(corpus) : mutate(corpus, random);
  return isRequest(bytes) && (isRight || random.below(2)) ? signed(bytes) : bytes;
}

/** Everything besides packets that can happen to the server. */
function happen(world: TestWorld, clients: readonly TestClient[], random: Random): Action[] {
  const { server, at } = world;
  const client = random.pick(clients);
  const peer = random.pick(PEERS);
  const relayId = random.pick([...world.relays.keys(), 999_999]);
  switch (random.below(8)) {
    case 0:
      world.at += random.below(60_000);
      return server.handleTimeout(world.at);
    case 1:
      return server.handleRelayFailed(at, relayId);
    case 2:
      return client.transport.protocol === 'tcp' ? server.handleClientGone(at, client.transport) : [];
    case 3:
      return client.transport.protocol === 'tcp' ? server.handleClientConnected(at, client.transport) : [];
    case 4:
      world.failingRelays = random.below(20);
      return [];
    case 5:
      server.setPaused(random.below(8) === 0);
      return [];
    default:
      return server.handlePeerPacket(at, relayId, peer, new Uint8Array(random.below(2000)));
  }
}

/** What must hold of whatever it does: nothing leaves for an address or port that is closed to it. */
function check(world: TestWorld, actions: readonly Action[]): void {
  for (const action of actions) {
    if (action.kind !== 'send-to-peer') continue;
    const refusal = POLICY.refusesPeer({ family: 4, address: '192.0.2.10' }, action.peer);
    if (refusal) throw new Error(`sent to ${JSON.stringify(action.peer)} in spite of ${refusal}`);
    if (!world.relays.has(action.relayId)) throw new Error('sent from a relay that is closed');
  }
  const counts = world.server.counts();
  const isBounded =
    counts.allocations <= LIMITS.allocations &&
    counts.relays <= 2 * counts.allocations &&
    counts.relays === world.relays.size &&
    counts.permissions <= LIMITS.permissionsPerAllocation * counts.allocations &&
    counts.channels <= LIMITS.channelsPerAllocation * counts.allocations &&
    counts.connections <= LIMITS.connections &&
    counts.sources <= 2 * LIMITS.sources;
  if (!isBounded) throw new Error(`out of bounds: ${JSON.stringify(counts)}`);
}

describe(`${FUZZ_PACKETS} packets for the TURN server, right and mutated (FUZZ_SEED=${FUZZ_SEED})`, () => {
  it(
    'never make it throw, send where it must not, hold more than its limits, or grow',
    { timeout: FUZZ_TIMEOUT_MS + FUZZ_PACKETS },
    () => {
      const random = seededRandom(FUZZ_SEED);
      const world = createTestWorld({ limits: LIMITS });
      const clients = Array.from({ length: 20 }, (_, i) => world.client(50_000 + i, i % 3 ? 'udp' : 'tcp'));
      const reached = new Map<string, number>();
      let client = random.pick(clients);
      let corpus: readonly Uint8Array[] = [];
      let heldAtHalf = 0;
      for (let count = 1; count <= FUZZ_PACKETS; count++) {
        // One client at a time for a while, then the next, with a fresh nonce.
        if (count % 64 === 1) {
          client = random.pick(clients);
          client.request(METHOD.Allocate, [], { integrity: 'none' });
          corpus = templates(client.nonce, random);
        }
        const actions = client.send(nextPacket(corpus, random));
        check(world, actions);
        tally(reached, actions);
        if (count % 16 === 0) check(world, world.perform(happen(world, clients, random)));
        if (count === FUZZ_PACKETS >> 1) heldAtHalf = heldBytes();
      }
      // The fuzzer must get behind the login and through every method, or it tests nothing.
      for (const what of REACHED) expect(reached.get(what) ?? 0, what).toBeGreaterThan(FUZZ_PACKETS / 2000);
      expect(heldBytes() - heldAtHalf).toBeLessThan(4 * 2 ** 20);
    },
  );
});

const REACHED = [
  ...['Binding', 'Allocate', 'Refresh', 'CreatePermission', 'ChannelBind'].map((name) => `success ${name}`),
  ...[400, 401, 403, 420, 437, 443].map((code) => `refused ${code}`),
  ...['send-to-peer', 'ignored malformed-stun', 'ignored no-permission', 'ignored unbound-channel'],
];

function tally(reached: Map<string, number>, actions: readonly Action[]): void {
  for (const action of actions) {
    const what = nameOf(action);
    reached.set(what, (reached.get(what) ?? 0) + 1);
  }
}

function nameOf(action: Action): string {
  if (action.kind !== 'trace') return action.kind;
  if (action.decision === 'ignored') return `ignored ${action.reason}`;
  if (action.decision === 'refused') return `refused ${action.code}`;
  if (action.decision !== 'answered') return action.decision;
  return `success ${Object.entries(METHOD).find(([, method]) => method === action.method)?.[0]}`;
}
