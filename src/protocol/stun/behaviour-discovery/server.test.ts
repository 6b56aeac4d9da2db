import { describe, expect, it } from 'vitest';
import { type StunAttribute, type StunClass, decodeStun, encodeStun, findAttribute } from '../index.ts';
import { createBehaviourServer } from './server.ts';
import type { BehaviourServerConfig } from './server-types.ts';
import { A1, A2, P1, P2, address } from './testing-nat.ts';

const CLIENT = address('203.0.113.7', 50_000);
const TWO_ADDRESSES = { primary: address(A1, P1), alternate: address(A2, P2) } as const;
const ONE_ADDRESS = { primary: address(A1, P1) } as const;

const HEADER = { method: 0x001, transactionId: Uint8Array.from({ length: 12 }, (_, i) => i) } as const;

function request(attributes: readonly StunAttribute[] = [], messageClass: StunClass = 'request'): Uint8Array {
  return encodeStun({ ...HEADER, class: messageClass, attributes });
}

const change = (changeAddress: boolean, changePort: boolean): StunAttribute => ({
  type: 'CHANGE-REQUEST',
  changeAddress,
  changePort,
});
const padding = (length: number): StunAttribute => ({ type: 'PADDING', padding: new Uint8Array(length) });
const responsePort = (port: number): StunAttribute => ({ type: 'RESPONSE-PORT', port });

/** The one answer to a request, with the way that it goes. */
function answerTo(bytes: Uint8Array, config: BehaviourServerConfig = TWO_ADDRESSES, to = config.primary) {
  const [send, trace, ...more] = createBehaviourServer(config).handlePacket(7, to, CLIENT, bytes);
  if (send?.kind !== 'send' || trace?.kind !== 'trace' || more.length > 0) {
    throw new Error(`no answer: ${JSON.stringify(send)}`);
  }
  const decoded = decodeStun(send.bytes);
  if (!decoded.ok) throw new Error(decoded.error.kind);
  expect(decoded.value.transactionId).toEqual(HEADER.transactionId);
  return { from: send.from, to: send.to, message: decoded.value, trace };
}

describe('A server with two addresses: table 1 of RFC 5780 §6.1', () => {
  const FLAGS = [
    ['none', undefined, false, false],
    ['none, said explicitly', change(false, false), false, false],
    ['change IP', change(true, false), true, false],
    ['change port', change(false, true), false, true],
    ['change IP and change port', change(true, true), true, true],
  ] as const;
  const ARRIVALS = [
    [A1, P1, A2, P2],
    [A1, P2, A2, P1],
    [A2, P1, A1, P2],
    [A2, P2, A1, P1],
  ] as const;

  it.each(
    ARRIVALS.flatMap(([Da, Dp, Ca, Cp]) =>
      FLAGS.map(([flags, attribute, ip, port]) => {
        const origin = address(ip ? Ca : Da, port ? Cp : Dp);
        return [`${Da}:${Dp}`, flags, address(Da, Dp), attribute, origin, address(Ca, Cp)] as const;
      }),
    ),
  )('to %s, flags: %s', (_to, _flags, to, attribute, origin, other) => {
    const answer = answerTo(request(attribute ? [attribute] : []), TWO_ADDRESSES, to);
    expect(answer.message.class).toBe('success');
    expect(answer.from).toEqual(origin);
    expect(answer.to).toEqual(CLIENT);
    expect(findAttribute(answer.message, 'RESPONSE-ORIGIN')?.address).toEqual(origin);
    expect(findAttribute(answer.message, 'OTHER-ADDRESS')?.address).toEqual(other);
    expect(answer.trace).toMatchObject({ at: 7, client: CLIENT, decision: 'answered', origin });
  });

  it('listens on each port at each address (§6)', () => {
    expect(createBehaviourServer(TWO_ADDRESSES).addresses).toEqual([
      address(A1, P1),
      address(A1, P2),
      address(A2, P1),
      address(A2, P2),
    ]);
  });

  it.each([
    ['the same IP address', address(A1, P2)],
    ['the same port', address(A2, P1)],
    ['another family', { family: 6, address: '2001:db8::1', port: P2 } as const],
  ])('is none with %s', (_, alternate) => {
    expect(() => createBehaviourServer({ primary: address(A1, P1), alternate })).toThrow(RangeError);
  });
});

describe('Every success response (RFC 5780 §6.1)', () => {
  it('has both MAPPED-ADDRESS and XOR-MAPPED-ADDRESS: whoever compares them sees an ALG (§3.6)', () => {
    const { message } = answerTo(request());
    expect(findAttribute(message, 'MAPPED-ADDRESS')?.address).toEqual(CLIENT);
    expect(findAttribute(message, 'XOR-MAPPED-ADDRESS')?.address).toEqual(CLIENT);
  });

  it('has SOFTWARE where it is configured, and FINGERPRINT where the request had it', () => {
    expect(answerTo(request()).message.attributes).toHaveLength(4);
    const bytes = encodeStun({ ...HEADER, class: 'request', attributes: [] }, { fingerprint: true });
    const { message } = answerTo(bytes, { ...TWO_ADDRESSES, software: 'test' });
    expect(message.attributes.slice(4).map(({ type }) => type)).toEqual(['SOFTWARE', 'FINGERPRINT']);
  });
});

describe('A server with one address (RFC 5780 §6)', () => {
  it('"MUST NOT include an OTHER-ADDRESS attribute in any Response", but says where it answers from', () => {
    const { message, from } = answerTo(request(), ONE_ADDRESS);
    expect(from).toEqual(address(A1, P1));
    expect(findAttribute(message, 'OTHER-ADDRESS')).toBeUndefined();
    expect(findAttribute(message, 'RESPONSE-ORIGIN')?.address).toEqual(address(A1, P1));
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('answers CHANGE-REQUEST with 420, whatever it asks for: %s, %s', (ip, port) => {
    const { message, trace } = answerTo(request([change(ip, port)]), ONE_ADDRESS);
    expect(findAttribute(message, 'ERROR-CODE')?.code).toBe(420);
    expect(findAttribute(message, 'UNKNOWN-ATTRIBUTES')?.types).toEqual([0x0003]);
    expect(trace).toMatchObject({ decision: 'refused', code: 420 });
  });

  it('understands RESPONSE-PORT and PADDING nevertheless (§5)', () => {
    expect(answerTo(request([responsePort(40_000)]), ONE_ADDRESS).to.port).toBe(40_000);
    expect(findAttribute(answerTo(request([padding(8)]), ONE_ADDRESS).message, 'PADDING')).toBeDefined();
  });
});

describe('RESPONSE-PORT (RFC 5780 §7.5)', () => {
  it('sends the response to that port of the address that the request came from', () => {
    const { to, message } = answerTo(request([responsePort(40_000)]));
    expect(to).toEqual({ ...CLIENT, port: 40_000 });
    expect(findAttribute(message, 'XOR-MAPPED-ADDRESS')?.address).toEqual(CLIENT);
  });

  it('goes together with CHANGE-REQUEST', () => {
    const { from, to } = answerTo(request([change(true, true), responsePort(40_000)]));
    expect([from, to]).toEqual([address(A2, P2), { ...CLIENT, port: 40_000 }]);
  });

  it('together with PADDING gets 400, sent to where the request came from (§6.1, §10)', () => {
    const { message, to, from } = answerTo(
      request([change(true, true), responsePort(40_000), padding(1500)]),
    );
    expect(findAttribute(message, 'ERROR-CODE')).toMatchObject({ code: 400, reason: 'Bad Request' });
    expect([from, to]).toEqual([address(A1, P1), CLIENT]);
  });

  it('of port 0, to which nothing can be sent, gets 400', () => {
    expect(findAttribute(answerTo(request([responsePort(0)])).message, 'ERROR-CODE')?.code).toBe(400);
  });
});

describe('PADDING (RFC 5780 §6.1: "PADDING MUST be included in the Binding Response")', () => {
  it.each([
    [1500, 1500],
    [0, 0],
    [5, 8],
    [60_000, 1500],
  ])(
    'of %i bytes is answered with %i: a multiple of four, at most the MTU, and no amplifier',
    (asked, given) => {
      expect(findAttribute(answerTo(request([padding(asked)])).message, 'PADDING')?.padding).toHaveLength(
        given,
      );
    },
  );

  it('is in no response that nobody asked it for', () => {
    expect(findAttribute(answerTo(request()).message, 'PADDING')).toBeUndefined();
  });
});

describe('What is no Binding request for us is left alone, with the reason', () => {
  const wrongFingerprint = encodeStun({ ...HEADER, class: 'request', attributes: [] }, { fingerprint: true });
  wrongFingerprint[wrongFingerprint.length - 1] = ~(wrongFingerprint.at(-1) ?? 0);

  it.each([
    ['malformed-stun', Uint8Array.of(1, 2, 3)],
    ['malformed-stun', request([{ type: 'unknown', code: 0x0003, value: new Uint8Array(3) }])],
    ['wrong-fingerprint', wrongFingerprint],
    ['unexpected-class', request([], 'indication')],
    ['unexpected-class', request([], 'success')],
    ['unknown-method', encodeStun({ ...HEADER, class: 'request', method: 0x003, attributes: [] })],
  ])('%s', (reason, bytes) => {
    const actions = createBehaviourServer(TWO_ADDRESSES).handlePacket(7, address(A1, P1), CLIENT, bytes);
    expect(actions).toMatchObject([{ kind: 'trace', at: 7, client: CLIENT, decision: 'ignored', reason }]);
  });

  it('not-our-address', () => {
    const server = createBehaviourServer(ONE_ADDRESS);
    expect(server.handlePacket(7, address(A2, P2), CLIENT, request())).toMatchObject([
      { decision: 'ignored', reason: 'not-our-address', detail: `${A2}:${P2}` },
    ]);
  });

  it('an unknown comprehension-required attribute gets 420 (RFC 8489 §6.3.1)', () => {
    const { message } = answerTo(request([{ type: 'unknown', code: 0x7abc, value: new Uint8Array() }]));
    expect(findAttribute(message, 'UNKNOWN-ATTRIBUTES')?.types).toEqual([0x7abc]);
  });
});
