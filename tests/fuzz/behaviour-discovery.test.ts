import { describe, expect, it } from 'vitest';
import {
  type BehaviourAction,
  type DiscoveryPort,
  type LifetimeAction,
  type StunAttribute,
  type TransportAddress,
  createBehaviourDiscovery,
  createBehaviourServer,
  createBindingLifetimeDiscovery,
  decodeStun,
  encodeStun,
} from '#src/protocol/index.ts';
import { mutate, withFittingLength } from './mutate.ts';
import { type Random, seededRandom } from './random.ts';
import { FUZZ_PACKETS, FUZZ_SEED, FUZZ_TIMEOUT_MS, heldBytes } from './settings.ts';

/** A packet is decoded and answered: it gets a share of the decoder's. */
const PACKETS = Math.ceil(FUZZ_PACKETS / 10);
const ID_AT = 8;

const address = (host: string, port: number): TransportAddress => ({ family: 4, address: host, port });
const PRIMARY = address('192.0.2.1', 3478);
const ALTERNATE = address('198.51.100.1', 3479);
const MAPPED = address('203.0.113.7', 20_000);
const FROM: readonly TransportAddress[] = [
  PRIMARY,
  ALTERNATE,
  MAPPED,
  { ...PRIMARY, port: 3479 },
  { ...ALTERNATE, port: 3478 },
  { family: 6, address: '2001:db8::9', port: 65535 },
];

function message(kind: 'request' | 'success' | 'error', ...attributes: StunAttribute[]): Uint8Array {
  return encodeStun({ class: kind, method: 0x001, transactionId: new Uint8Array(12), attributes });
}

const CHANGE: StunAttribute = { type: 'CHANGE-REQUEST', changeAddress: true, changePort: true };
const REQUESTS = [
  message('request'),
  message('request', CHANGE),
  message('request', { type: 'RESPONSE-PORT', port: 40_000 }),
  message('request', CHANGE, { type: 'PADDING', padding: new Uint8Array(64) }),
];
const RESPONSES = [
  message('error', { type: 'ERROR-CODE', code: 420, reason: '' }),
  ...[ALTERNATE, MAPPED, PRIMARY].map((other) =>
    message(
      'success',
      { type: 'XOR-MAPPED-ADDRESS', address: MAPPED },
      { type: 'MAPPED-ADDRESS', address: MAPPED },
      { type: 'RESPONSE-ORIGIN', address: PRIMARY },
      { type: 'OTHER-ADDRESS', address: other },
    ),
  ),
];

describe(`a server of behaviour discovery, ${PACKETS} hostile packets, FUZZ_SEED=${FUZZ_SEED}`, () => {
  it(
    'neither throws nor grows nor amplifies, and sends from its own addresses to the source only',
    () => {
      const random = seededRandom(FUZZ_SEED);
      const servers = [
        createBehaviourServer({ primary: PRIMARY, alternate: ALTERNATE, software: 'fuzz' }),
        createBehaviourServer({ primary: PRIMARY }),
      ];
      const decisions = new Map<string, number>();
      let held = 0;
      for (let count = 0; count < PACKETS; count += 1) {
        const server = random.pick(servers);
        const bytes = mutate(REQUESTS, random);
        for (const action of server.handlePacket(count, random.pick(server.addresses), MAPPED, bytes)) {
          if (action.kind === 'trace') {
            decisions.set(action.decision, (decisions.get(action.decision) ?? 0) + 1);
            continue;
          }
          expect(server.addresses).toContainEqual(action.from);
          expect(action.to.address).toBe(MAPPED.address);
          // The addresses, an error or the names of what is unknown, and the software.
          expect(action.bytes.length).toBeLessThanOrEqual(bytes.length + 128);
        }
        if (count === PACKETS >> 1) held = heldBytes();
      }
      // Otherwise nothing but the way to the attributes was tried.
      for (const decision of ['answered', 'refused', 'ignored']) {
        expect(decisions.get(decision) ?? 0, decision).toBeGreaterThan(PACKETS / 200);
      }
      expect(heldBytes() - held).toBeLessThan(4 * 2 ** 20);
    },
    FUZZ_TIMEOUT_MS,
  );
});

/** A response near a right one, to the request that was sent last, or to none. */
function hostileAnswer(request: Uint8Array, random: Random): Uint8Array {
  const bytes = mutate(random.below(4) ? RESPONSES : [request], random);
  if (bytes.length >= 20 && random.below(4)) bytes.set(request.subarray(ID_AT, ID_AT + 12), ID_AT);
  return withFittingLength(bytes);
}

interface Client {
  start(at: number): Action[];
  handlePacket(at: number, port: DiscoveryPort, from: TransportAddress, bytes: Uint8Array): Action[];
  handleTimeout(at: number): Action[];
  nextTimeoutAt(): number | undefined;
}
type Action = BehaviourAction | LifetimeAction;

/** A whole discovery by a client that hears nothing but hostile answers. */
function drive(client: Client, startAt: number, random: Random) {
  const sent: Uint8Array[] = [];
  let at = startAt;
  let packets = 0;
  let dones = 0;
  const perform = (actions: readonly Action[]) => {
    for (const action of actions) {
      if (action.kind === 'send') sent.push(action.bytes);
      if (action.kind === 'done') dones += 1;
    }
  };
  perform(client.start(at));
  for (; dones === 0; packets += 1) {
    const request = sent.at(-1) ?? new Uint8Array();
    const port = random.below(8) ? 'X' : 'Y';
    if (random.below(8) === 0) perform(client.handleTimeout((at = client.nextTimeoutAt() ?? at)));
    else perform(client.handlePacket(at, port, random.pick(FROM), hostileAnswer(request, random)));
  }
  // What comes behind the end changes nothing.
  perform(client.handlePacket(at, 'X', PRIMARY, hostileAnswer(sent.at(-1) ?? new Uint8Array(), random)));
  expect([dones, client.nextTimeoutAt()]).toEqual([1, undefined]);
  expect(sent.every((bytes) => decodeStun(bytes).ok)).toBe(true);
  return { sent: sent.length, packets, at };
}

describe(`clients of behaviour discovery, ${PACKETS} hostile packets, FUZZ_SEED=${FUZZ_SEED}`, () => {
  it(
    'neither throw nor grow, and end; they send their own few requests and nothing else',
    () => {
      const random = seededRandom(FUZZ_SEED);
      const numbers = () => random.below(2 ** 24) / 2 ** 24;
      const ends = new Map<string, number>();
      const count = (what: string) => ends.set(what, (ends.get(what) ?? 0) + 1);
      let held = 0;
      let now = 0;
      for (let packets = 0; packets < PACKETS;) {
        const local = random.below(2) ? { local: MAPPED } : {};
        const behaviour = createBehaviourDiscovery({ server: PRIMARY, random: numbers, ...local });
        const first = drive(behaviour, now, random);
        // Six tests, each of a request that is sent seven times.
        expect(first.sent).toBeLessThanOrEqual(7 * 6);
        for (const { kind } of behaviour.report?.outcomes ?? []) count(kind);

        const lifetime = createBindingLifetimeDiscovery({ server: PRIMARY, random: numbers });
        const second = drive(lifetime, first.at, random);
        const trials = lifetime.lifetime?.trials ?? [];
        // Two requests a trial, and the one that it ended with. 15 s to 10 min are doubled six times, and halved six.
        expect(trials.length).toBeLessThanOrEqual(1 + 7 + 7);
        expect(second.sent).toBeLessThanOrEqual(7 * 2 * (trials.length + 1));
        for (const { isAlive } of trials) count(isAlive ? 'alive' : 'expired');

        packets += first.packets + second.packets;
        now = second.at;
        if (held === 0 && packets > PACKETS >> 1) held = heldBytes();
      }
      // Otherwise what is behind the first request was never reached.
      for (const kind of ['answered', 'refused', 'silent', 'returned', 'alive']) {
        expect(ends.get(kind) ?? 0, kind).toBeGreaterThan(PACKETS / 10_000);
      }
      expect(heldBytes() - held).toBeLessThan(4 * 2 ** 20);
    },
    FUZZ_TIMEOUT_MS,
  );
});
