import type { Json } from '#lessons/contract.ts';

/**
 * Lines and what they say. The expected values are read from the lines by hand, by the grammar of RFC 8839
 * §5.1; the tests hold them against our own parser as well.
 */
export interface Case {
  readonly line: string;
  /** Where the line comes from, or the sentence that decides it. */
  readonly source: string;
  /** The fields that the check looks at; null: not a candidate line. */
  readonly expected: Readonly<Record<string, Json>> | null;
}

const UUID_NAME = '3e2dc2d4-e585-424a-9718-bc0708b537e9.local';

/** Seven fields that every line has. */
const READS_THE_FIELDS: readonly Case[] = [
  {
    line: 'candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ host',
    source: 'RFC 8839 §5.1 grammar; RFC 8445 §5.1.2.1 priority',
    expected: {
      foundation: '1',
      component: 1,
      transport: 'udp',
      priority: 2130706431,
      address: '203.0.113.141',
      port: 8998,
      type: 'host',
    },
  },
  {
    line: 'a=candidate:1 2 UDP 2130706430 203.0.113.141 8999 typ host',
    source: 'the same with "a=", as it stands in SDP, and for a second component',
    expected: {
      foundation: '1',
      component: 2,
      transport: 'udp',
      priority: 2130706430,
      address: '203.0.113.141',
      port: 8999,
      type: 'host',
    },
  },
  {
    line: 'candidate:4127897287 1 udp 50340095 192.0.2.2 38591 typ relay raddr 192.0.2.2 rport 37982 generation 0 ufrag pSf4 network-cost 999',
    source: 'Chromium 156',
    expected: { foundation: '4127897287', component: 1, transport: 'udp', priority: 50340095, type: 'relay' },
  },
  {
    line: 'candidate:6 1 TCP 2105524479 192.0.2.2 9 typ host tcptype active',
    source: 'Firefox 153 ESR, the address put in place of its .local name',
    expected: {
      foundation: '6',
      component: 1,
      transport: 'tcp',
      priority: 2105524479,
      address: '192.0.2.2',
      port: 9,
      type: 'host',
    },
  },
  {
    line: 'candidate:+/aZ09 1 UDP 1 192.0.2.1 5000 typ future',
    source: 'RFC 8839 §5.1: candidate-types may be any token; ice-char has + and /',
    expected: { foundation: '+/aZ09', priority: 1, address: '192.0.2.1', port: 5000, type: 'future' },
  },
];

/** raddr and rport, where they are and where they are not. */
const RELATED_ADDRESS: readonly Case[] = [
  {
    line: 'candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998',
    source: 'RFC 8839 §5.1, the example',
    expected: { address: '192.0.2.3', port: 45664, relatedAddress: '203.0.113.141', relatedPort: 8998 },
  },
  {
    line: 'candidate:1 1 UDP 1685987327 192.0.2.2 34341 typ srflx raddr 0.0.0.0 rport 0',
    source: 'Firefox 153 ESR; port 0 is a value, not an absence',
    expected: { address: '192.0.2.2', port: 34341, relatedAddress: '0.0.0.0', relatedPort: 0 },
  },
  {
    line: 'candidate:b220d9e1d3658a7463f287b5c9fe42f0 1 udp 16777215 192.0.2.2 38571 typ relay raddr 192.0.2.2 rport 44450',
    source: 'aioice 0.8.0; the related address of a relayed candidate is the mapped address (RFC 8839 §5.1)',
    expected: { address: '192.0.2.2', port: 38571, relatedAddress: '192.0.2.2', relatedPort: 44450 },
  },
  {
    line: 'candidate:f957a2332b1715da3b0ef8ba684454eb 1 udp 2130706431 192.0.2.2 45171 typ host',
    source: 'aioice 0.8.0; a host candidate has no related address (RFC 8839 §5.1)',
    expected: { address: '192.0.2.2', port: 45171, relatedAddress: null, relatedPort: null },
  },
];

/** The address is whatever stands in its place: RFC 8839 takes connection-address from RFC 4566 (obsoleted by RFC 8866). */
const ANY_ADDRESS: readonly Case[] = [
  {
    line: 'candidate:1 1 udp 2130706431 2001:db8::8bd9:3fff:1 5000 typ host',
    source: 'RFC 8839 §5.1: a colon in the value means IPv6',
    expected: { address: '2001:db8::8bd9:3fff:1', port: 5000, type: 'host' },
  },
  {
    line: 'candidate:2 1 udp 1694498815 2001:db8::7 5000 typ srflx raddr :: rport 9',
    source: 'RFC 8839 §5.1: a hidden related address of an IPv6 candidate is "::" and 9',
    expected: { address: '2001:db8::7', port: 5000, relatedAddress: '::', relatedPort: 9 },
  },
  {
    line: `candidate:3368645376 1 udp 2113937151 ${UUID_NAME} 37982 typ host generation 0 ufrag pSf4 network-cost 999`,
    source: 'Chromium 156, an mDNS name',
    expected: { address: UUID_NAME, port: 37982, type: 'host' },
  },
  {
    line: 'candidate:1 1 udp 2130706431 peer.example.com 5000 typ host',
    source:
      'RFC 8839 §5.1: the grammar allows FQDNs (an agent that does not know them ignores the line later)',
    expected: { address: 'peer.example.com', port: 5000, type: 'host' },
  },
];

/** What follows the related address are pairs, known or not. */
const KEEPS_EXTENSIONS: readonly Case[] = [
  {
    line: `candidate:3368645376 1 udp 2113937151 ${UUID_NAME} 37982 typ host generation 0 ufrag pSf4 network-cost 999`,
    source: 'Chromium 156, without a related address',
    expected: {
      relatedAddress: null,
      extensions: [
        ['generation', '0'],
        ['ufrag', 'pSf4'],
        ['network-cost', '999'],
      ],
    },
  },
  {
    line: 'candidate:3532507827 1 udp 1677729535 192.0.2.2 37982 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag pSf4 network-cost 999',
    source: 'Chromium 156, with a related address',
    expected: {
      relatedAddress: '0.0.0.0',
      extensions: [
        ['generation', '0'],
        ['ufrag', 'pSf4'],
        ['network-cost', '999'],
      ],
    },
  },
  {
    line: 'candidate:2 1 TCP 2124414975 10.0.1.1 8998 typ host tcptype passive',
    source: 'RFC 6544 Appendix C',
    expected: { transport: 'tcp', extensions: [['tcptype', 'passive']] },
  },
  {
    line: 'candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998 x-first one x-second two',
    source: 'RFC 8839 §5.1: unknown pairs are ignored by an agent, so a parser must get past them',
    expected: {
      relatedPort: 8998,
      extensions: [
        ['x-first', 'one'],
        ['x-second', 'two'],
      ],
    },
  },
  {
    line: 'candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998',
    source: 'RFC 8839 §5.1, the example: no extension at all',
    expected: { extensions: [] },
  },
];

const LONGEST_FOUNDATION = 'abcdefghijklmnopqrstuvwxyz012345';

/** Both sides of every limit. */
const KEEPS_TO_THE_LIMITS: readonly Case[] = [
  {
    line: `candidate:${LONGEST_FOUNDATION} 1 udp 2130706431 192.0.2.1 5000 typ host`,
    source: 'RFC 8839 §5.1: foundation = 1*32ice-char',
    expected: { foundation: LONGEST_FOUNDATION },
  },
  {
    line: `candidate:${LONGEST_FOUNDATION}6 1 udp 2130706431 192.0.2.1 5000 typ host`,
    source: '33 characters',
    expected: null,
  },
  {
    line: 'candidate:a-b 1 udp 2130706431 192.0.2.1 5000 typ host',
    source: 'RFC 8839 §5.1: ice-char has no "-"',
    expected: null,
  },
  {
    line: 'candidate:1 256 udp 2130706176 192.0.2.1 5000 typ host',
    source: 'RFC 8839 §5.1: component-id is 1 to 256',
    expected: { component: 256 },
  },
  { line: 'candidate:1 0 udp 2130706431 192.0.2.1 5000 typ host', source: 'component 0', expected: null },
  { line: 'candidate:1 257 udp 2130706431 192.0.2.1 5000 typ host', source: 'component 257', expected: null },
  {
    line: 'candidate:1 1 udp 2147483647 192.0.2.1 5000 typ host',
    source: 'RFC 8839 §5.1: priority is 1 to 2^31 - 1',
    expected: { priority: 2147483647 },
  },
  { line: 'candidate:1 1 udp 2147483648 192.0.2.1 5000 typ host', source: 'priority 2^31', expected: null },
  { line: 'candidate:1 1 udp 0 192.0.2.1 5000 typ host', source: 'priority 0', expected: null },
  {
    line: 'candidate:1 1 udp 2130706431 192.0.2.1 65535 typ host',
    source: 'a port is 16 bits',
    expected: { port: 65535 },
  },
  { line: 'candidate:1 1 udp 2130706431 192.0.2.1 65536 typ host', source: 'port 65536', expected: null },
  { line: 'candidate:1 1 udp 2130706431 192.0.2.1 70000 typ host', source: 'port 70000', expected: null },
  {
    line: 'candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 65536',
    source: 'related port 65536',
    expected: null,
  },
];

/** Lines that are none. */
const ANSWERS_NULL: readonly Case[] = [
  { line: '', source: 'the mark of the end of candidates', expected: null },
  { line: 'hello', source: 'no candidate', expected: null },
  { line: 'candidate:', source: 'no field', expected: null },
  {
    line: '{"candidate":"candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host"}',
    source: 'JSON around a line',
    expected: null,
  },
  { line: 'candidate:1 1 udp 2130706431 192.0.2.1 5000', source: 'no type', expected: null },
  { line: 'candidate:1 1 udp 2130706431 192.0.2.1 5000 typ', source: 'no value of typ', expected: null },
  {
    line: 'candidate:1 1 udp 2130706431 192.0.2.1 typ host 5000',
    source: 'typ before the port',
    expected: null,
  },
  { line: 'candidate:1 1 udp 192.0.2.1 5000 typ host', source: 'no priority', expected: null },
  {
    line: 'candidate:1 1 udp 1e9 192.0.2.1 5000 typ host',
    source: 'RFC 8839 §5.1: priority = 1*10DIGIT',
    expected: null,
  },
  {
    line: 'candidate:1 1 udp 2130706431 192.0.2.1 0x1388 typ host',
    source: 'RFC 8839 §5.1: port from RFC 4566 (obsoleted by RFC 8866), 1*DIGIT',
    expected: null,
  },
  { line: 'candidate:1 1 udp 2130706431 192.0.2.1 -5 typ host', source: 'no sign', expected: null },
  { line: 'candidate:1 1.0 udp 2130706431 192.0.2.1 5000 typ host', source: 'no fraction', expected: null },
  {
    line: 'candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr',
    source: 'raddr without an address',
    expected: null,
  },
  {
    line: 'candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host generation',
    source: 'RFC 8839 §5.1: cand-extension = extension-att-name SP extension-att-value',
    expected: null,
  },
];

/** The corpus, by the check that it belongs to. */
export const CORPUS = {
  'reads-the-fields': READS_THE_FIELDS,
  'related-address': RELATED_ADDRESS,
  'any-address': ANY_ADDRESS,
  'keeps-extensions': KEEPS_EXTENSIONS,
  'keeps-to-the-limits': KEEPS_TO_THE_LIMITS,
  'answers-null': ANSWERS_NULL,
} as const;

export type CheckId = keyof typeof CORPUS;
