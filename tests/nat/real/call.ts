import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER, SIDES, type Side } from './addresses.ts';
import type { PairAddresses, RealPair, RealPeer, RealState } from './peer.ts';

/** What came of a call between two real browsers behind two real NATs. */
export interface RealCell {
  readonly outcome: 'direct' | 'relayed' | 'failed';
  /** The pair in use as each side tells it. */
  readonly pairs: Partial<Record<Side, RealPair>>;
  /** Whether the port that the server saw was the host's own; undefined where it saw none. */
  readonly keptPort: Partial<Record<Side, boolean>>;
}

/** Longer than the first checks, their retransmissions and a relay's permission take. */
const CONNECT_MS = 12_000;
/** Chromium goes from a relayed pair to a direct one when that succeeds later: it counts when it has stayed so long, */
const STAYS_MS = 2_000;
/** and each direct pair has been tried so often: the first checks may have come before the other's opened the filter. */
const DIRECT_CHECKS = 4;
const POLL_MS = 40;

/** Side a calls side b. Signalling is this function. */
export async function call(peers: Record<Side, RealPeer>, iceServers: RTCIceServer[]): Promise<RealCell> {
  const { a, b } = peers;
  const lines: Record<Side, string[]> = { a: [], b: [] };
  try {
    await b.start(iceServers, false);
    await a.start(iceServers, true);
    const offer = await a.description();
    if (offer) await b.describe(offer);
    const answer = await b.description();
    if (answer) await a.describe(answer);
    const states = await carryUntilDecided(peers, lines);
    return cellOf(states, lines);
  } finally {
    await Promise.all([a.close(), b.close()]);
  }
}

async function carryUntilDecided(
  { a, b }: Record<Side, RealPeer>,
  lines: Record<Side, string[]>,
): Promise<Record<Side, RealState>> {
  let seen = '';
  let since = performance.now();
  const until = since + CONNECT_MS;
  for (;;) {
    for (const [from, to, side] of [
      [a, b, 'a'],
      [b, a, 'b'],
    ] as const)
      for (const candidate of await from.takeCandidates()) {
        lines[side].push(candidate.candidate ?? '');
        await to.addCandidate(candidate);
      }
    const states = { a: await a.state(), b: await b.state() };
    const now = performance.now();
    const isOpen = states.a.isOpen && states.b.isOpen;
    const pairs = JSON.stringify([isOpen, states.a.pair, states.b.pair]);
    if (pairs !== seen) [seen, since] = [pairs, now];
    const hasStayed = now - since > STAYS_MS && SIDES.every((side) => isDirectTried(states[side]));
    if (isOpen && (isBest(states) || hasStayed)) return states;
    if (now > until) return states;
    await sleep(POLL_MS);
  }
}

const isDirectTried = ({ tried }: RealState): boolean =>
  tried.every((pair) => isRelayed(pair) || pair.checks >= DIRECT_CHECKS);

/** What is direct on both sides gets no better here. */
function isBest({ a, b }: Record<Side, RealState>): boolean {
  return [a, b].every(({ pair }) => pair !== undefined && !isRelayed(pair));
}

/** By the addresses: a relay's candidate that a check tells before signalling does is peer-reflexive. */
function isRelayed({ localAddress, remoteAddress }: PairAddresses): boolean {
  return [localAddress, remoteAddress].some((address) => address.startsWith(`${SERVER}:`));
}

function cellOf(states: Record<Side, RealState>, lines: Record<Side, string[]>): RealCell {
  const isOpen = states.a.isOpen && states.b.isOpen;
  const pairs: Partial<Record<Side, RealPair>> = {};
  const keptPort: Partial<Record<Side, boolean>> = {};
  for (const side of SIDES) {
    const { pair } = states[side];
    if (isOpen && pair) pairs[side] = pair;
    const kept = isPortKept(lines[side], pair);
    if (kept !== undefined) keptPort[side] = kept;
  }
  const outcome = !isOpen ? 'failed' : isBest(states) ? 'direct' : 'relayed';
  return { outcome, pairs, keptPort };
}

/** By the candidate that the server told of; or, since a browser that is connected asks no more, by the pair in use. */
function isPortKept(lines: readonly string[], pair: RealPair | undefined): boolean | undefined {
  const [, address, port, base, basePort] =
    / udp .* (\S+) (\d+) typ srflx raddr (\S+) rport (\d+)/.exec(lines.join('\n')) ?? [];
  // Where addresses are hidden, so is the port of the base: 0. What is its own base is redundant (RFC 8445 §5.1.3).
  if (basePort === '0' || (address !== undefined && address === base)) return undefined;
  if (port !== undefined) return port === basePort;
  const [, hostPort] = / udp .* (\d+) typ host/.exec(lines.join('\n')) ?? [];
  return pair?.local === 'prflx' ? pair.localAddress.endsWith(`:${hostPort}`) : undefined;
}
