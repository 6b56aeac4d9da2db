import { describe, expect, it } from 'vitest';
import type { TransportAddress } from '../../bytes/address.ts';
import { knownRandom } from '../../turn/testing.ts';
import { type StunAttribute, type StunClass, decodeStun, encodeStun } from '../index.ts';
import { createBehaviourDiscovery } from './client.ts';
import { A1, A2, LOCAL, P1, P2, address } from './testing-nat.ts';
import type { BehaviourAction, BehaviourDiscovery, DiscoveryPort } from './types.ts';

const MAPPED = address('203.0.113.7', 20_000);
const SERVER = address(A1, P1);
const ANSWER: readonly StunAttribute[] = [
  { type: 'XOR-MAPPED-ADDRESS', address: MAPPED },
  { type: 'OTHER-ADDRESS', address: address(A2, P2) },
];

/** The transaction that was sent last, as an answer to it would have it. */
function lastOf(actions: readonly BehaviourAction[]) {
  const send = actions.findLast((action) => action.kind === 'send');
  const decoded = send && decodeStun(send.bytes);
  if (!decoded?.ok) throw new Error('nothing was sent');
  return decoded.value;
}

function start(): { client: BehaviourDiscovery; actions: BehaviourAction[] } {
  const client = createBehaviourDiscovery({ server: SERVER, local: LOCAL.X, random: knownRandom() });
  return { client, actions: client.start(0) };
}

function answer(
  { method, transactionId }: ReturnType<typeof lastOf>,
  attributes: readonly StunAttribute[] = ANSWER,
  messageClass: StunClass = 'success',
): Uint8Array {
  return encodeStun({ class: messageClass, method, transactionId, attributes });
}

describe('A packet that answers nothing is left alone, with the reason, and the test goes on', () => {
  const wrongFingerprint = (request: ReturnType<typeof lastOf>) => {
    const bytes = encodeStun({ ...request, class: 'success', attributes: ANSWER }, { fingerprint: true });
    bytes[bytes.length - 1] = ~(bytes.at(-1) ?? 0);
    return bytes;
  };

  it.each<
    [
      reason: string,
      make: (request: ReturnType<typeof lastOf>) => Uint8Array,
      from?: TransportAddress,
      port?: DiscoveryPort,
    ]
  >([
    ['malformed-stun', () => Uint8Array.of(1, 2, 3)],
    ['wrong-fingerprint', wrongFingerprint],
    ['unknown-method', (request) => answer({ ...request, method: 0x003 })],
    ['unknown-transaction', (request) => answer({ ...request, transactionId: new Uint8Array(12) })],
    ['unexpected-class', (request) => answer(request, [], 'request')],
    ['unexpected-class', (request) => answer(request, [], 'indication')],
    ['unexpected-port', (request) => answer(request), SERVER, 'Y'],
    ['unexpected-source', (request) => answer(request), address(A2, P1)],
  ])('%s', (reason, make, from = SERVER, port = 'X') => {
    const { client, actions } = start();
    const request = lastOf(actions);
    expect(client.handlePacket(1, port, from, make(request))).toMatchObject([
      { kind: 'trace', at: 1, decision: 'ignored', reason, from },
    ]);
    expect(client.handlePacket(2, 'X', SERVER, answer(request))).toMatchObject([
      { decision: 'test-ended', outcome: { kind: 'answered', mappedAddress: MAPPED } },
      { kind: 'send' },
      { decision: 'asked', test: 'filtering-II' },
    ]);
  });

  it('an answer counts once', () => {
    const { client, actions } = start();
    const bytes = answer(lastOf(actions));
    client.handlePacket(1, 'X', SERVER, bytes);
    expect(client.handlePacket(2, 'X', SERVER, bytes)).toMatchObject([{ reason: 'unknown-transaction' }]);
  });

  it('nor does a second start', () => {
    const { client } = start();
    expect(client.start(1)).toEqual([
      { kind: 'trace', at: 1, decision: 'ignored', reason: 'already-started' },
    ]);
  });
});

describe('An answer that says nothing usable ends the test (RFC 8489 §6.3.3, §6.3.4)', () => {
  it.each<[string, readonly StunAttribute[], StunClass, number | undefined]>([
    ['without XOR-MAPPED-ADDRESS', [], 'success', undefined],
    [
      'with an unknown comprehension-required attribute',
      [...ANSWER, { type: 'unknown', code: 0x7abc, value: new Uint8Array() }],
      'success',
      undefined,
    ],
    ['an error without a code', [], 'error', undefined],
    ['an error with one', [{ type: 'ERROR-CODE', code: 500, reason: '' }], 'error', 500],
  ])('%s', (_, attributes, messageClass, code) => {
    const { client, actions } = start();
    const ended = client.handlePacket(1, 'X', SERVER, answer(lastOf(actions), attributes, messageClass));
    expect(ended[0]).toMatchObject({ decision: 'test-ended', outcome: { kind: 'refused', code } });
    expect(client.report).toMatchObject({ mapping: { concluded: false, why: 'refused' } });
    expect(client.nextTimeoutAt()).toBeUndefined();
  });
});

describe('The test of hairpinning (RFC 5780 §3.4: "If the client receives its own request")', () => {
  /** Goes on to that test. */
  function reachHairpinning() {
    const client = createBehaviourDiscovery({
      server: SERVER,
      random: knownRandom(),
      wanted: ['hairpinning'],
    });
    const actions = client.handlePacket(1, 'X', SERVER, answer(lastOf(client.start(0))));
    return { client, actions, request: lastOf(actions) };
  }

  it('sends from port Y to the mapped address of port X', () => {
    expect(reachHairpinning().actions).toContainEqual(
      expect.objectContaining({ kind: 'send', port: 'Y', to: MAPPED }),
    );
  });

  it.each([
    ['an answer from there is none of ours', 'success', 'X', 'unexpected-class'],
    ['a request that came to Y is not turned round', 'request', 'Y', 'unexpected-port'],
  ] as const)('%s', (_, messageClass, port, reason) => {
    const { client, request } = reachHairpinning();
    expect(client.handlePacket(2, port, MAPPED, answer(request, [], messageClass))).toMatchObject([
      { reason },
    ]);
    expect(client.report).toBeUndefined();
  });

  it('says from where it came back: RFC 4787 REQ-9 wants the external address of Y', () => {
    const { client, request } = reachHairpinning();
    const from = { ...MAPPED, port: 20_001 };
    client.handlePacket(2, 'X', from, answer(request, [], 'request'));
    expect(client.report?.outcomes.at(-1)).toEqual({
      test: 'hairpinning',
      to: MAPPED,
      kind: 'returned',
      from,
    });
  });
});
