import { setTimeout as sleep } from 'node:timers/promises';
import { SIDES, type Side } from './addresses.ts';
import { type RealCell, call } from './call.ts';
import { startServer, stunServers, turnServers } from './coturn.ts';
import type { RealKind } from './nat-kinds.ts';
import { type RealNetwork, makeRealNetwork } from './namespaces.ts';
import { addressesIn } from './netns.ts';
import { type RealPeer, peerIn } from './peer.ts';
import { type PipeBrowser, openBrowserIn } from './pipe-browser.ts';

export interface RealLab {
  /** @param turn whether the browsers know the relay; otherwise they know the same server for STUN only */
  measure(caller: RealKind, callee: RealKind, options: { readonly turn: boolean }): Promise<RealCell>;
  /** Both behind one carrier's router, and each behind one of its own. */
  measureSharedCarrier(hairpins: boolean): Promise<RealCell>;
  /** Both in one home, behind a router of this kind. */
  measureSharedHome(kind: RealKind): Promise<RealCell>;
  /** Each behind a Linux of its own; these have IPv6 as well, from now on. */
  measureIpv6(sides: readonly Side[]): Promise<RealCell>;
  /** The caller can send TCP to port 443 and nothing else. The relay is told of there, or as usual. */
  measureHttpsOnly(callee: RealKind, relayPort: 443 | 3478): Promise<RealCell>;
  readonly version: string;
  close(): Promise<void>;
}

const POLL_MS = 40;
/** For a browser to notice that its host's addresses have changed. */
const NOTICE_MS = 10_000;

export interface RealLabOptions {
  /** Whether the browsers tell host candidates as `.local` names. Default false. */
  readonly hidesAddresses?: boolean;
  /** Sets the network up before the browsers start: one that hides its addresses can't show that it knows them. */
  readonly arrange?: (network: RealNetwork) => void;
}

/** Sets up the network, the server and a browser in each home. Needs root. */
export async function openRealLab(
  chromium: string,
  { hidesAddresses = false, arrange }: RealLabOptions = {},
): Promise<RealLab> {
  const network = makeRealNetwork();
  const opened: { close(): Promise<void> | void }[] = [{ close: network.remove }];
  const close = async (): Promise<void> => {
    for (const each of opened.toReversed()) await each.close();
  };
  try {
    arrange?.(network);
    opened.push(startServer(network.internet));
    const browsers: PipeBrowser[] = [];
    for (const side of SIDES) {
      const browser = await openBrowserIn(network.homes[side], chromium, hidesAddresses);
      opened.push(browser);
      browsers.push(browser);
    }
    const pages = await Promise.all(
      browsers.map(async ({ browser }) => (await browser.pages())[0] ?? browser.newPage()),
    );
    const [a, b] = pages.map(peerIn);
    if (!a || !b) throw new Error('A browser has no page');
    const peers: Record<Side, RealPeer> = { a, b };
    const believed: Partial<Record<Side, string>> = {};
    const callNow = async (iceServers: RTCIceServer[]): Promise<RealCell> => {
      for (const side of SIDES) {
        const addresses = addressesIn(network.homes[side]).join();
        if (!hidesAddresses && believed[side] !== addresses) await untilAt(addresses, peers[side]);
        believed[side] = addresses;
      }
      return call(peers, iceServers);
    };
    return {
      version: (await browsers[0]?.browser.version()) ?? '',
      async measure(caller, callee, { turn }) {
        network.setKind('a', caller);
        network.setKind('b', callee);
        return callNow(turn ? turnServers() : stunServers());
      },
      async measureSharedHome(kind) {
        network.shareHome(kind);
        return callNow(turnServers());
      },
      async measureIpv6(sides) {
        for (const side of SIDES) network.setKind(side, 'linux');
        network.giveIpv6(sides);
        return callNow(turnServers());
      },
      async measureHttpsOnly(callee, relayPort) {
        network.setKind('a', 'https-only');
        network.setKind('b', callee);
        return callNow(turnServers(relayPort));
      },
      async measureSharedCarrier(hairpins) {
        network.shareCarrier(hairpins);
        return callNow(turnServers());
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for a browser to notice that it has these addresses now. */
async function untilAt(addresses: string, peer: RealPeer): Promise<void> {
  const until = performance.now() + NOTICE_MS;
  for (;;) {
    const believed = (await peer.hostAddresses()).join();
    if (believed === addresses) return;
    if (performance.now() > until)
      throw new Error(`The browser believes to be at ${believed}, and is at ${addresses}`);
    await sleep(POLL_MS);
  }
}
