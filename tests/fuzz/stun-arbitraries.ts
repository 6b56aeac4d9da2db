import fc from 'fast-check';
import {
  METHOD,
  type StunAttribute,
  type StunMessage,
  attributeName,
  parseIpAddress,
} from '#src/protocol/index.ts';

/** Any message that can be sent: every attribute with every value that its RFC allows. */

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const uint = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((value) => [...value].length < 128);
const family = fc.constantFrom(4 as const, 6 as const, 'unknown' as const);
const errorValue = { code: fc.integer({ min: 300, max: 699 }), reason: text };
const algorithm = fc.record({ algorithm: uint(16), parameters: fc.uint8Array({ maxLength: 9 }) });

const address = fc.record({ ip: fc.oneof(fc.ipV4(), fc.ipV6()), port: uint(16) }).map(({ ip, port }) => {
  const parsed = parseIpAddress(ip);
  if (!parsed) throw new Error(`fast-check made an address that isn't one: ${ip}`);
  return { ...parsed, port };
});

const unknownAttribute = fc.record({
  type: fc.constant('unknown' as const),
  code: uint(16).filter((code) => attributeName(code) === undefined),
  value: fc.uint8Array({ maxLength: 40 }),
});

function named<const T extends StunAttribute['type'], V extends object>(
  type: T,
  values: { [K in keyof V]: fc.Arbitrary<V[K]> },
) {
  return fc.record({ type: fc.constant(type), ...values }) as unknown as fc.Arbitrary<StunAttribute>;
}

const attribute: fc.Arbitrary<StunAttribute> = fc.oneof(
  ...(
    [
      'MAPPED-ADDRESS',
      'XOR-MAPPED-ADDRESS',
      'ALTERNATE-SERVER',
      'XOR-PEER-ADDRESS',
      'XOR-RELAYED-ADDRESS',
      'RESPONSE-ORIGIN',
      'OTHER-ADDRESS',
    ] as const
  ).map((type) => named(type, { address })),
  named('USERNAME', { username: text }),
  named('USERHASH', { userhash: bytesOf(32) }),
  named('REALM', { realm: text }),
  named('NONCE', { nonce: text }),
  named('SOFTWARE', { software: text }),
  named('ALTERNATE-DOMAIN', { domain: fc.domain() }),
  named('ERROR-CODE', errorValue),
  named('UNKNOWN-ATTRIBUTES', { types: fc.array(uint(16), { maxLength: 9 }) }),
  named('PASSWORD-ALGORITHM', { algorithm: uint(16), parameters: fc.uint8Array({ maxLength: 9 }) }),
  named('PASSWORD-ALGORITHMS', { algorithms: fc.array(algorithm, { maxLength: 4 }) }),
  named('PRIORITY', { priority: uint(32) }),
  named('USE-CANDIDATE', {}),
  named('ICE-CONTROLLED', { tiebreaker: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) }),
  named('ICE-CONTROLLING', { tiebreaker: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) }),
  named('CHANNEL-NUMBER', { channelNumber: uint(16) }),
  named('LIFETIME', { lifetimeSeconds: uint(32) }),
  named('DATA', { data: fc.uint8Array({ maxLength: 60 }) }),
  named('REQUESTED-ADDRESS-FAMILY', { family }),
  named('ADDITIONAL-ADDRESS-FAMILY', { family }),
  named('EVEN-PORT', { reserveNext: fc.boolean() }),
  named('REQUESTED-TRANSPORT', { protocol: uint(8) }),
  named('DONT-FRAGMENT', {}),
  named('RESERVATION-TOKEN', { token: bytesOf(8) }),
  named('ADDRESS-ERROR-CODE', { family, ...errorValue }),
  named('ICMP', { icmpType: uint(8), icmpCode: uint(8), errorData: uint(32) }),
  named('CHANGE-REQUEST', { changeAddress: fc.boolean(), changePort: fc.boolean() }),
  named('PADDING', { padding: fc.uint8Array({ maxLength: 60 }) }),
  named('RESPONSE-PORT', { port: uint(16) }),
  unknownAttribute,
);

export const stunMessage: fc.Arbitrary<StunMessage> = fc.record({
  class: fc.constantFrom('request' as const, 'indication' as const, 'success' as const, 'error' as const),
  method: fc.oneof(fc.constantFrom(...Object.values(METHOD)), uint(12)),
  transactionId: bytesOf(12),
  attributes: fc.array(attribute, { maxLength: 12 }),
});
