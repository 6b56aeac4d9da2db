import type { StatPair } from '#src/live/candidate-pairs.ts';
import { pairPriority } from '#src/protocol/ice/priority.ts';
import { compare } from './compare.ts';
import type { View } from './view.ts';

/** What an idle instrument shows, labelled as an example. The addresses are those of RFC 5737. */
const OWN = [
  'candidate:1 1 udp 2122260223 192.0.2.10 50010 typ host',
  'candidate:2 1 udp 1686052607 203.0.113.9 40010 typ srflx raddr 192.0.2.10 rport 50010',
];
const PEERS = [
  'candidate:1 1 udp 2122260223 198.51.100.20 50020 typ host',
  'candidate:2 1 udp 1686052607 203.0.113.77 40020 typ srflx raddr 198.51.100.20 rport 50020',
];

const end = (type: string, address: string, port: number): StatPair['local'] => ({
  type,
  protocol: 'udp',
  address,
  port,
});

const pair = (remote: StatPair['remote'], more: Partial<StatPair>): StatPair => ({
  id: remote.type,
  local: end('host', '192.0.2.10', 50_010),
  remote,
  state: 'in-progress',
  nominated: false,
  selected: false,
  priority: undefined,
  requestsSent: 4,
  responsesReceived: 0,
  bytesSent: 0,
  bytesReceived: 0,
  roundTripTimeMs: undefined,
  ...more,
});

export const EXAMPLE: View = {
  side: 'a',
  role: 'controlling',
  ...compare('controlling', OWN, PEERS, {
    pairs: [
      pair(end('host', '198.51.100.20', 50_020), {
        priority: Number(pairPriority(2_122_260_223, 2_122_260_223)),
      }),
      pair(end('srflx', '203.0.113.77', 40_020), {
        state: 'succeeded',
        nominated: true,
        selected: true,
        priority: Number(pairPriority(2_122_260_223, 1_686_052_607)),
        responsesReceived: 4,
        bytesSent: 1_240,
        bytesReceived: 1_198,
        roundTripTimeMs: 38,
      }),
    ],
  }),
};
