import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatHost,
  formatIpAddress,
  formatTransportAddress,
  ipBytes,
  isLinkLocal,
  isLoopback,
  parseIpAddress,
} from './address.ts';

describe('IPv4 addresses', () => {
  it.each(['0.0.0.0', '192.0.2.1', '255.255.255.255'])('%s is one', (text) => {
    expect(parseIpAddress(text)).toEqual({ family: 4, address: text });
  });

  it.each(['', '1.2.3', '1.2.3.4.5', '1.2.3.256', '01.2.3.4', '1.2.3.4 ', '1..2.3', '0x1.2.3.4', '１.2.3.4'])(
    '"%s" is none',
    (text) => {
      expect(parseIpAddress(text)).toBeUndefined();
    },
  );
});

describe('IPv6 addresses', () => {
  // RFC 5952 §1, §2 and §4: ways to write the same address, and the one that is recommended.
  it.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:0:1::1', '2001:db8::1:0:0:1'],
    ['2001:DB8:0:0:1::1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa'],
    ['0:0:0:0:0:ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
  ])('%s is written %s', (text, canonical) => {
    expect(parseIpAddress(text)).toEqual({ family: 6, address: canonical });
  });

  it.each([
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'fe80::1%eth0',
    '[::1]',
    '1.2.3.4::',
    '::1.2.3',
    '::g',
    ':1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7:',
  ])('"%s" is none', (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });

  it('are written as the URL standard writes them, but for IPv4-mapped ones', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const host = new URL(`http://[${text}]/`).hostname.slice(1, -1);
        const ours = parseIpAddress(text)?.address;
        if (!host.startsWith('::ffff:') || host.split(':').length !== 5) expect(ours).toBe(host);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Bytes of an address', () => {
  it('are 4 or 16, in network byte order', () => {
    expect(ipBytes('192.0.2.1')).toEqual(Uint8Array.of(192, 0, 2, 1));
    expect(ipBytes('2001:db8::1')).toEqual(
      Uint8Array.of(0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
    );
  });

  it('give the text of the same bytes', () => {
    const bytes = fc.oneof(...[4, 16].map((n) => fc.uint8Array({ minLength: n, maxLength: n })));
    fc.assert(
      fc.property(bytes, (value) => {
        expect(ipBytes(formatIpAddress(value))).toEqual(value);
      }),
    );
  });

  it('of any other number are no address', () => {
    expect(() => formatIpAddress(new Uint8Array(5))).toThrow(RangeError);
  });
});

it('A transport address has its IPv6 address in brackets', () => {
  expect(formatTransportAddress({ address: '192.0.2.1', port: 3478 })).toBe('192.0.2.1:3478');
  expect(formatTransportAddress({ address: '2001:db8::1', port: 3478 })).toBe('[2001:db8::1]:3478');
});

it('A host in a URL has brackets where it is an IPv6 address', () => {
  expect([formatHost('192.0.2.1'), formatHost('2001:db8::1')]).toEqual(['192.0.2.1', '[2001:db8::1]']);
});

describe('Loopback addresses', () => {
  it.each(['127.0.0.1', '127.255.255.254', '::1'])('%s is one', (address) => {
    expect(isLoopback(address)).toBe(true);
  });
  it.each(['126.255.255.255', '128.0.0.0', '::', '::2', '1::1', 'localhost', '127.1'])(
    '%s is none',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});

describe('Link-local addresses', () => {
  it.each(['169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1'])('%s is one', (address) => {
    expect(isLinkLocal(address)).toBe(true);
  });
  it.each(['169.253.0.1', '170.254.0.1', 'fe7f::1', 'fec0::1', 'a9fe::', 'fe80', ''])(
    '%s is none',
    (address) => {
      expect(isLinkLocal(address)).toBe(false);
    },
  );
});
