import type { Chance } from '#lessons/chance.ts';

export const CHECK_IDS = [
  'names-and-relays',
  'by-address',
  'edges',
  'ipv6',
  'related',
  'hidden',
  'once',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

export interface Revealed {
  readonly names: readonly string[];
  readonly local: readonly string[];
  readonly public: readonly string[];
  readonly relay: readonly string[];
}

/** Candidate lines, and what they give away. */
export interface Case {
  readonly lines: readonly string[];
  readonly expected: Revealed;
}

const NOTHING: Revealed = { names: [], local: [], public: [], relay: [] };

/**
 * The lists of a run. Private ranges are those of RFC 1918 §3, RFC 6598 §7, RFC 3927 and, for IPv6, RFC 4193 §3.1 and
 * RFC 4291 §2.5.6; the lines have the shape that Chromium 156 and Firefox 153 ESR write.
 */
export function casesOf(chance: Chance): Readonly<Record<CheckId, readonly Case[]>> {
  const byte = (): number => 1 + chance.below(254);
  const home = (): string => `192.168.${byte()}.${byte()}`;
  /** From the networks for documentation, which belong to nobody (RFC 5737): 203.0.113.0/24. */
  const outside = (): string => `203.0.113.${byte()}`;
  const server = (): string => `198.51.100.${byte()}`;
  const group = (): string => (1 + chance.below(0xfffe)).toString(16);
  const name = (): string =>
    `${chance.word(8)}-${chance.word(4)}-4${chance.word(3)}-a${chance.word(3)}-${chance.word(12)}.local`;
  const port = (): number => 1024 + chance.below(60_000);

  const line = (type: string, address: string, related?: string): string =>
    `candidate:${1 + chance.below(1e9)} 1 udp ${1 + chance.below(2e9)} ${address} ${port()} typ ${type}` +
    `${related === undefined ? '' : ` raddr ${related} rport ${port()}`} generation 0 ufrag ${chance.word(4)}`;
  const hosts = (local: readonly string[], others: readonly string[]): Case => ({
    lines: [...local, ...others].map((address) => line('host', address)),
    expected: { ...NOTHING, local, public: others },
  });

  const [n1, n2, o1, o2, o3, h1, h2, s1, s2] = [
    name(),
    name(),
    outside(),
    `192.0.2.${byte()}`,
    '203.0.112.9',
    home(),
    `10.${byte()}.2.3`,
    server(),
    '198.51.101.7',
  ];
  const carrier = `100.${64 + chance.below(64)}.${byte()}.${byte()}`;
  const [six, ula, linkLocal] = [
    `2001:db8::${group()}`,
    `fd${chance.below(10)}0:${group()}::${group()}`,
    `fe80::${group()}`,
  ];
  return {
    'names-and-relays': [
      { lines: [], expected: NOTHING },
      {
        lines: [
          line('host', n1),
          line('host', n2),
          line('srflx', o1, '0.0.0.0'),
          line('relay', s1, '0.0.0.0'),
        ],
        expected: { names: [n1, n2], local: [], public: [o1], relay: [s1] },
      },
    ],
    'by-address': [
      { lines: [line('host', o1)], expected: { ...NOTHING, public: [o1] } },
      { lines: [line('srflx', carrier, '0.0.0.0')], expected: { ...NOTHING, local: [carrier] } },
      { lines: [line('host', h1), line('prflx', h2, '0.0.0.0')], expected: { ...NOTHING, local: [h1, h2] } },
    ],
    edges: [
      hosts(['172.16.0.1', '172.31.255.254'], ['172.15.255.254', '172.32.0.1']),
      hosts(['100.64.0.1', '100.127.255.254'], ['100.63.255.254', '100.128.0.1']),
      hosts(['10.0.0.1', '192.168.0.1', '169.254.1.1'], ['11.0.0.1', '192.169.0.1', '169.253.1.1']),
    ],
    ipv6: [hosts([ula, linkLocal, 'fc00::1', 'febf::1'], [six, 'fec0::1'])],
    related: [
      { lines: [line('srflx', o1, h1)], expected: { ...NOTHING, local: [h1], public: [o1] } },
      { lines: [line('relay', s1, o2)], expected: { ...NOTHING, public: [o2], relay: [s1] } },
    ],
    hidden: [
      { lines: [line('srflx', o1, '0.0.0.0')], expected: { ...NOTHING, public: [o1] } },
      { lines: [line('srflx', six, '::')], expected: { ...NOTHING, public: [six] } },
      { lines: [line('relay', s1, s1)], expected: { ...NOTHING, relay: [s1] } },
    ],
    once: [
      {
        lines: [
          line('host', h1),
          line('srflx', o1, h1),
          line('srflx', o3, h1),
          line('relay', s1, o1),
          line('relay', s2, o1),
          line('relay', s1, o3),
        ],
        expected: { names: [], local: [h1], public: [o1, o3], relay: [s1, s2] },
      },
    ],
  };
}
