import { METHOD, type StunAttribute, type StunMessage } from '#src/protocol/stun/index.ts';

/** A message that every library encodes and decodes. */
export interface Sample {
  readonly name: string;
  /** What stands in it, without MESSAGE-INTEGRITY and FINGERPRINT. */
  readonly message: StunMessage;
  /** With it the message has both, and who reads it verifies both. */
  readonly key?: Uint8Array;
}

const transactionId = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');
const IPV4 = { family: 4, address: '203.0.113.77', port: 54321 } as const;
const IPV6 = { family: 6, address: '2001:db8:85a3::8a2e:370:7334', port: 54321 } as const;

const check: StunMessage = {
  class: 'request',
  method: METHOD.Binding,
  transactionId,
  attributes: [
    { type: 'USERNAME', username: 'evtj:h6vYq9zR' },
    { type: 'PRIORITY', priority: 1862270975 },
    { type: 'ICE-CONTROLLING', tiebreaker: 0x932ff9b151263b36n },
  ],
};

/** What a browser sends and gets while it gathers and checks. */
export const SAMPLES: readonly Sample[] = [
  { name: 'Binding request', message: { ...check, attributes: [] } },
  { name: 'Binding success, IPv4', message: success(METHOD.Binding, [mapped(IPV4)]) },
  { name: 'Binding success, IPv6', message: success(METHOD.Binding, [mapped(IPV6)]) },
  {
    name: 'Allocate success',
    message: success(METHOD.Allocate, [
      { type: 'XOR-RELAYED-ADDRESS', address: { family: 4, address: '198.51.100.9', port: 49200 } },
      mapped(IPV4),
      { type: 'LIFETIME', lifetimeSeconds: 600 },
    ]),
  },
  { name: 'connectivity check', message: check },
  {
    name: 'connectivity check with integrity',
    message: check,
    key: Buffer.from('VOkJxbRl1RmTxUk/WvJxBt'),
  },
];

function success(method: number, attributes: readonly StunAttribute[]): StunMessage {
  return { class: 'success', method, transactionId, attributes };
}

function mapped(address: typeof IPV4 | typeof IPV6): StunAttribute {
  return { type: 'XOR-MAPPED-ADDRESS', address };
}
