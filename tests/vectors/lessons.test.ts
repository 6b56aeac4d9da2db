import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RFC5769_IPV4, RFC5769_IPV6 } from '#lessons/decode-xor-mapped-address/checks/cases.ts';
import { createChance, seeded } from '#lessons/chance.ts';
import { makeCorpus } from '#lessons/deny-list/checks/corpus.ts';
import { decode, encode } from '#lessons/stun-codec/solution/codec.ts';
import { bindingSuccess, readMessage } from '#lessons/stun-over-udp/solution/stun.ts';
import { RFC5769_MESSAGES, RFC5769_PASSWORD } from '#lessons/verify-message-integrity/checks/cases.ts';
import { type IpAddress, parseIpAddress } from '#src/protocol/bytes/address.ts';
import { createAddressPolicy } from '#src/protocol/turn/index.ts';
import samples from './rfc5769.json' with { type: 'json' };
import { RFC5769, sampleOf } from './rfc5769.ts';

/** Exercises import nothing of the tests, so they have copies of the RFC's messages: here they are held against them. */

it.each([
  ['2.2', RFC5769_IPV4],
  ['2.3', RFC5769_IPV6],
] as const)(
  'decode-xor-mapped-address has the message of RFC 5769 §%s, and what it says',
  (section, copy) => {
    const { bytes, parameters } = sampleOf(section);
    expect(copy.message).toEqual(bytes);
    expect(copy.expected).toEqual({ address: parameters.mappedAddress, port: parameters.mappedPort });
  },
);

it.each(RFC5769_MESSAGES)('verify-message-integrity has the message of RFC 5769 §%s', (section, message) => {
  const sample = sampleOf(section);
  expect(message).toEqual(sample.bytes);
  expect(RFC5769_PASSWORD).toBe(sample.parameters.password);
});

describe('stun-codec', () => {
  it.each(['2.1', '2.4'])('has the message of RFC 5769 §%s in its check', (section) => {
    const check = readFileSync('lessons/stun-codec/checks/codec.check.ts', 'utf8');
    const words = samples.find((sample) => sample.section === section)?.hex.join(' ');
    expect(check.replace(/'\s*\+\s*'/g, '')).toContain(words);
  });

  it.each(RFC5769)('has a solution that reads and writes the message of RFC 5769 §$section', ({ bytes }) => {
    const result = decode(bytes, []);
    if (!result.ok) throw new Error(result.error.kind);
    const written = encode(result.message);
    expect(written.length).toBe(bytes.length);
    // The RFC pads with spaces, which are nobody's business.
    expect(decode(written, [])).toEqual(result);
  });
});

it.each([1, 2, 3])(
  'deny-list denies nothing that this site’s own server would relay to (draw %i)',
  (seed) => {
    const ip = (text: string): IpAddress => {
      const address = parseIpAddress(text);
      if (!address) throw new Error(text);
      return address;
    };
    const policy = createAddressPolicy({
      own: [{ address: '198.51.100.10', prefixLength: 24 }],
      ownPorts: [3478],
      open: 'this-machine',
    });
    const denied = Object.values(makeCorpus(createChance(seeded(seed))))
      .flat()
      // That server is for one machine: its loopback is where its own pages are.
      .filter(({ address, may }) => !may && !/^127\.|^[0:]*:1$/.test(address));
    expect(denied.length).toBeGreaterThan(50);
    for (const { address } of denied) {
      expect([address, policy.refusesPeerAddress(ip('198.51.100.10'), ip(address))]).not.toContain(undefined);
    }
  },
);

describe('stun-over-udp is given a codec that', () => {
  const { bytes, parameters } = sampleOf('2.2');
  const mapped = { address: parameters.mappedAddress ?? '', port: parameters.mappedPort ?? 0 };

  it('reads the response of RFC 5769 §2.2', () => {
    expect(readMessage(bytes)).toMatchObject({ kind: 'success', mapped });
  });

  it('writes its XOR-MAPPED-ADDRESS', () => {
    const transactionId = bytes.slice(8, 20);
    const written = bindingSuccess(transactionId, mapped);
    expect(Uint8Array.from(written.subarray(20))).toEqual(bytes.slice(36, 48));
    expect(readMessage(written)).toMatchObject({ kind: 'success', mapped });
  });

  it('reads an error’s code, and nothing in what is cut or unknown', () => {
    const header = (type: number, length: number): number[] => [
      ...[0x01, type, 0, length],
      ...bytes.slice(4, 20),
    ];
    const refusal = Uint8Array.from([...header(0x11, 8), 0, 0x09, 0, 4, 0, 0, 4, 20]);
    expect(readMessage(refusal)).toMatchObject({ kind: 'error', code: 420 });
    const stranger = Uint8Array.from([
      ...header(0x11, 16),
      0,
      0x09,
      0,
      4,
      0,
      0,
      4,
      20,
      0x7f,
      0,
      0,
      4,
      0,
      0,
      0,
      0,
    ]);
    expect(readMessage(stranger)).toBeUndefined();
    for (let length = 0; length < bytes.length; length++) {
      expect(readMessage(bytes.subarray(0, length))).toBeUndefined();
    }
  });
});
