import type { CallSample } from '#src/live/relay-call.ts';
import type { PairEnd, SelectedPair } from '#src/live/selected-pair.ts';

/** What an idle instrument shows, labelled as an example. The addresses are those of RFC 5737. */
const relayed = (port: number): PairEnd => ({
  type: 'relay',
  protocol: 'udp',
  address: '198.51.100.7',
  port,
  relayProtocol: 'udp',
});

const pair = (local: number, remote: number, bytes: number): SelectedPair => ({
  local: relayed(local),
  remote: relayed(remote),
  bytesSent: bytes,
  bytesReceived: bytes + 212,
  roundTripTimeMs: 46,
  role: undefined,
});

export const EXAMPLE: CallSample = {
  atMs: 20_000,
  a: pair(50_020, 50_021, 18_420),
  b: pair(50_021, 50_020, 18_208),
  messages: 80,
};
