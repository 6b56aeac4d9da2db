import { describe, expect, it } from 'vitest';
import { compareMappings, destinationsOf, type Mapping } from './compare-mappings.ts';

const at = (address: string, port: number): Mapping => ({ address, port });
const server = (url: string, ...ownMappings: Mapping[]) => ({ url, ownMappings });

describe('where the questions went', () => {
  it.each([
    [['stun:192.0.2.1:3478'], 'one-place'],
    [['stun:192.0.2.1', 'turn:192.0.2.1:3478?transport=udp'], 'one-place'],
    [['stun:Example.org', 'stun:example.org:3478'], 'one-place'],
    [['stun:[2001:db8::1]', 'stun:[2001:DB8:0::1]:3478'], 'one-place'],
    [['stun:192.0.2.1:3478', 'stun:192.0.2.1:3479'], 'one-host'],
    [['stun:192.0.2.1', 'stun:192.0.2.2'], 'several-hosts'],
    [['stun:a.example', 'stun:b.example'], 'several-hosts'],
  ] as const)('%j: %s', (urls, expected) => {
    expect(destinationsOf(urls)).toBe(expected);
  });
});

describe('comparing what several servers saw of one connection', () => {
  const a = server('stun:192.0.2.1', at('203.0.113.9', 40_001));
  const b = server('stun:198.51.100.1', at('203.0.113.9', 40_002));

  it('is the same when one mapping came: the second candidate was redundant', () => {
    expect(compareMappings([a, b], [at('203.0.113.9', 50_000)])).toMatchObject([
      { family: 4, destinations: 'several-hosts', result: 'same', mappings: [{ port: 50_000 }] },
    ]);
  });

  it('is different when one socket got two mappings, be it only another port', () => {
    const shared = [at('203.0.113.9', 50_000), at('203.0.113.9', 50_001)];
    expect(compareMappings([a, b], shared)).toMatchObject([{ result: 'different', mappings: shared }]);
  });

  it('counts a candidate once that came twice', () => {
    const shared = [at('203.0.113.9', 50_000), at('203.0.113.9', 50_000)];
    expect(compareMappings([a, b], shared)).toMatchObject([{ result: 'same' }]);
  });

  it('is missing when no mapping came', () => {
    expect(compareMappings([a, b], [])).toMatchObject([{ result: 'missing', mappings: [] }]);
  });

  it('is unclear with two interfaces and two mappings, and different with three', () => {
    const twice = [
      server('stun:192.0.2.1', at('203.0.113.9', 1001), at('203.0.113.77', 1002)),
      server('stun:198.51.100.1', at('203.0.113.9', 1003), at('203.0.113.77', 1004)),
    ];
    const shared = [at('203.0.113.9', 2001), at('203.0.113.77', 2002)];
    expect(compareMappings(twice, shared)).toMatchObject([{ result: 'unclear' }]);
    expect(compareMappings(twice, [...shared, at('203.0.113.9', 2003)])).toMatchObject([
      { result: 'different' },
    ]);
  });

  it('compares each family by itself, with the servers that saw it', () => {
    const dual = server('stun:dual.example', at('203.0.113.9', 1001), at('2001:db8::7', 1002));
    const shared = [at('203.0.113.9', 2001), at('2001:db8::7', 2002)];
    expect(compareMappings([a, dual], shared)).toMatchObject([
      { family: 4, destinations: 'several-hosts', result: 'same' },
      { family: 6, destinations: 'one-place', urls: ['stun:dual.example'], result: 'same' },
    ]);
  });
});
