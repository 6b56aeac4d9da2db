import type { TransportAddress } from '#src/protocol/index.ts';
import { randomFor } from '../random.ts';
import type { Flow, Nat, NatDecision, TcpFlags } from './types.ts';

/*
 * Endpoints with the names that RFC 4787 gives them in its figures, for the tests of this folder.
 */

/** `10.0.0.1:5000` */
export function at(text: string): TransportAddress {
  const colon = text.lastIndexOf(':');
  return {
    family: text.indexOf(':') === colon ? 4 : 6,
    address: text.slice(0, colon),
    port: Number(text.slice(colon + 1)),
  };
}

export const flow = (source: string, destination: string, protocol: Flow['protocol'] = 'udp'): Flow => ({
  protocol,
  source: at(source),
  destination: at(destination),
});

const text = ({ address, port }: TransportAddress): string => `${address}:${port}`;

/** `out 203.0.113.1:5000 > 198.51.100.1:3478`, `drop no-mapping` */
export function say(decision: NatDecision): string {
  return decision.verdict === 'drop'
    ? `drop ${decision.why}`
    : `${decision.verdict} ${text(decision.flow.source)} > ${text(decision.flow.destination)}`;
}

/** Sends packets through a NAT at times of a clock that the test moves on. */
export function through(nat: Nat, protocol: Flow['protocol'] = 'udp') {
  let now = 0;
  return {
    nat,
    wait(ms: number) {
      now += ms;
    },
    /** What becomes of a packet from inside. */
    out: (source: string, destination: string, flags?: TcpFlags): string =>
      say(nat.fromInside(now, flow(source, destination, protocol), flags)),
    /** What becomes of a packet from outside. */
    in: (source: string, destination: string, flags?: TcpFlags): string =>
      say(nat.fromOutside(now, flow(source, destination, protocol), flags)),
    /** The endpoint outside that a packet from inside gets. */
    mapped(source: string, destination: string, flags?: TcpFlags): string {
      const decision = nat.fromInside(now, flow(source, destination, protocol), flags);
      return decision.verdict === 'drop' ? `drop ${decision.why}` : text(decision.flow.source);
    },
    get now() {
      return now;
    },
  };
}

/** Numbers in [0, 1) that are the same for the same seed. */
export const seeded = (seed: number): (() => number) => randomFor(seed, 'test');
