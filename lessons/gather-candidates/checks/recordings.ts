import type { Observation } from '#lessons/contract.ts';

/**
 * What the two browsers really reported while gathering with one STUN server and one TURN server over UDP
 * and TCP (coturn on the machine's own address; one interface with IPv4 and IPv6; no media permission).
 * Times are rounded.
 */
const CHROMIUM_156 = [
  'candidate:3368645376 1 udp 2113937151 3e2dc2d4-e585-424a-9718-bc0708b537e9.local 37982 typ host generation 0 ufrag pSf4 network-cost 999',
  'candidate:61846240 1 udp 2113942271 439be90e-4942-47d1-a384-7a8cba4e0f7d.local 43903 typ host generation 0 ufrag pSf4 network-cost 999',
  'candidate:3532507827 1 udp 1677729535 192.0.2.2 37982 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag pSf4 network-cost 999',
  'candidate:4127897287 1 udp 50340095 192.0.2.2 38591 typ relay raddr 192.0.2.2 rport 37982 generation 0 ufrag pSf4 network-cost 999',
  'candidate:3138064867 1 udp 16785407 192.0.2.2 38598 typ relay raddr 192.0.2.2 rport 48240 generation 0 ufrag pSf4 network-cost 999',
];

const FIREFOX_153 = [
  'candidate:0 1 UDP 2122187007 2a994700-4ae8-427e-974c-d3cc0edf7131.local 34341 typ host',
  'candidate:3 1 UDP 2122252543 7905b383-49f5-4604-88b2-329ce2f9ba16.local 36532 typ host',
  'candidate:4 1 TCP 2105458943 2a994700-4ae8-427e-974c-d3cc0edf7131.local 9 typ host tcptype active',
  'candidate:6 1 TCP 2105524479 7905b383-49f5-4604-88b2-329ce2f9ba16.local 9 typ host tcptype active',
  'candidate:1 1 UDP 1685987327 192.0.2.2 34341 typ srflx raddr 0.0.0.0 rport 0',
  'candidate:2 1 UDP 92151551 192.0.2.2 38531 typ relay raddr 192.0.2.2 rport 38531',
  'candidate:5 1 UDP 8265727 192.0.2.2 38534 typ relay raddr 192.0.2.2 rport 38534',
];

/** Chromium 156 with microphone permission: addresses in clear, TCP candidates, and host after relay. */
export const UNSORTED_ARRIVAL = [
  'candidate:3550902524 1 udp 2122194687 192.0.2.2 37913 typ host generation 0 ufrag Dk99 network-id 1',
  'candidate:3570668620 1 udp 2122265343 fd00::2 58895 typ host generation 0 ufrag Dk99 network-id 2',
  'candidate:2115265563 1 udp 58597375 192.0.2.2 38540 typ relay raddr 192.0.2.2 rport 37913 generation 0 ufrag Dk99 network-id 1',
  'candidate:2909379172 1 tcp 1518214911 192.0.2.2 9 typ host tcptype active generation 0 ufrag Dk99 network-id 1',
  'candidate:2853959380 1 tcp 1518285567 fd00::2 9 typ host tcptype active generation 0 ufrag Dk99 network-id 2',
];

export const SERVERS = [
  { urls: 'stun:192.0.2.2:38478' },
  {
    urls: ['turn:192.0.2.2:38478?transport=udp', 'turn:192.0.2.2:38478?transport=tcp'],
    username: 'u',
    credential: 'p',
  },
];

const CREATED: Observation = {
  kind: 'connection-created',
  connection: 1,
  atMs: 0,
  configuration: { iceServers: SERVERS },
};
const CLOSED: Observation = { kind: 'connection-closed', connection: 1, atMs: 150 };

function gathering(state: 'gathering' | 'complete', atMs: number): Observation {
  return { kind: 'state', connection: 1, atMs, which: 'gathering', state };
}

function candidate(line: string | null, atMs: number): Observation {
  return { kind: 'candidate', connection: 1, atMs, candidate: line };
}

export interface Recording {
  readonly browser: string;
  /** The lines that a right answer holds, in the order of their events. */
  readonly lines: readonly string[];
  readonly observations: readonly Observation[];
}

export const RECORDINGS: readonly Recording[] = [
  {
    browser: 'Chromium 156',
    lines: CHROMIUM_156,
    observations: [
      CREATED,
      gathering('gathering', 10),
      ...CHROMIUM_156.map((line) => candidate(line, 25)),
      gathering('complete', 143),
      candidate(null, 143),
      CLOSED,
    ],
  },
  {
    browser: 'Firefox 153 ESR',
    lines: FIREFOX_153,
    observations: [
      CREATED,
      gathering('gathering', 53),
      ...FIREFOX_153.map((line) => candidate(line, 58)),
      candidate('', 97),
      gathering('complete', 97),
      candidate(null, 97),
      CLOSED,
    ],
  },
];
