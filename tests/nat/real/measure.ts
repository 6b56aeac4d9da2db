import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RealKind } from './nat-kinds.ts';
import { SERVER, SIDES, type Side, makeRealNetwork } from './namespaces.ts';
import { type PairAddresses, type RealPair, type RealPeer, type RealState, peerIn } from './peer.ts';
import { type PipeBrowser, openBrowserIn } from './pipe-browser.ts';

/** What came of a call between two real browsers behind two real NATs. */
export interface RealCell {
  readonly outcome: 'direct' | 'relayed' | 'failed';
  /** The pair in use as each side tells it. */
  readonly pairs: Partial<Record<Side, RealPair>>;
  /** Whether the port that the server saw was the host's own; undefined where it saw none. */
  readonly keptPort: Partial<Record<Side, boolean>>;
}

export interface RealLab {
  /** @param turn whether the browsers know the relay; otherwise they know the same server for STUN only */
  measure(caller: RealKind, callee: RealKind, options: { readonly turn: boolean }): Promise<RealCell>;
  /** Both behind one carrier's router, and each behind one of its own. */
  measureSharedCarrier(hairpins: boolean): Promise<RealCell>;
  readonly version: string;
  close(): Promise<void>;
}

const USER = { username: 'learner', credential: 'an-open-secret' } as const;
/** Longer than the first checks, their retransmissions and a relay's permission take. */
const CONNECT_MS = 12_000;
/** Chromium goes from a relayed pair to a direct one when that succeeds later: it counts when it has stayed so long, */
const STAYS_MS = 2_000;
/** and each direct pair has been tried so often: the first checks may have come before the other's opened the filter. */
const DIRECT_CHECKS = 4;
const POLL_MS = 40;

/** Sets up the network, the server and a browser in each home. Needs root. */
export async function openRealLab(chromium: string): Promise<RealLab> {
  const network = makeRealNetwork();
  const opened: { close(): Promise<void> | void }[] = [{ close: network.remove }];
  const close = async (): Promise<void> => {
    for (const each of opened.toReversed()) await each.close();
  };
  try {
    opened.push(startServer(network.internet));
    const browsers: PipeBrowser[] = [];
    for (const side of SIDES) {
      const browser = await openBrowserIn(network.homes[side], chromium);
      opened.push(browser);
      browsers.push(browser);
    }
    const pages = await Promise.all(
      browsers.map(async ({ browser }) => (await browser.pages())[0] ?? browser.newPage()),
    );
    const [a, b] = pages.map(peerIn);
    if (!a || !b) throw new Error('A browser has no page');
    const peers: Record<Side, RealPeer> = { a, b };
    return {
      version: (await browsers[0]?.browser.version()) ?? '',
      async measure(caller, callee, { turn }) {
        network.setKind('a', caller);
        network.setKind('b', callee);
        return call(peers, turn ? turnServers() : [{ urls: `stun:${SERVER}:3478` }]);
      },
      async measureSharedCarrier(hairpins) {
        network.shareCarrier(hairpins);
        return call(peers, turnServers());
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function turnServers(): RTCIceServer[] {
  return [{ urls: [`turn:${SERVER}:3478`, `turn:${SERVER}:3478?transport=tcp`], ...USER }];
}

/** Side a calls side b. Signalling is this function. */
async function call(peers: Record<Side, RealPeer>, iceServers: RTCIceServer[]): Promise<RealCell> {
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
    const srflx = lines[side].find((line) => line.includes(' udp ') && line.includes(' typ srflx '));
    const [, port, base] = / (\d+) typ srflx .*rport (\d+)/.exec(srflx ?? '') ?? [];
    if (port !== undefined) keptPort[side] = port === base;
  }
  const outcome = !isOpen ? 'failed' : isBest(states) ? 'direct' : 'relayed';
  return { outcome, pairs, keptPort };
}

/** coturn on the internet, which relays to no private address. */
function startServer(namespace: string): { close(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'coturn-real-'));
  const denied = [
    '10.0.0.0-10.255.255.255',
    '172.16.0.0-172.31.255.255',
    '192.168.0.0-192.168.255.255',
    '100.64.0.0-100.127.255.255',
  ];
  const child: ChildProcess = spawn(
    'ip',
    [
      ...['netns', 'exec', namespace, 'turnserver', '-n', `--listening-ip=${SERVER}`, `--relay-ip=${SERVER}`],
      ...[
        '--listening-port=3478',
        '--lt-cred-mech',
        `--user=${USER.username}:${USER.credential}`,
        '--realm=lab',
      ],
      ...['--no-tls', '--no-dtls', '--no-cli', '--log-file=stdout', `--pidfile=${join(folder, 'pid')}`],
      ...[`--userdb=${join(folder, 'users')}`, ...denied.map((range) => `--denied-peer-ip=${range}`)],
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    async close() {
      child.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
