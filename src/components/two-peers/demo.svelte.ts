import { isTurnUrl } from '#src/live/ice-server-url.ts';
import { type IceServerEntry, loadConfiguredIceServers } from '#src/live/ice-servers.ts';
import type { SelectedPair } from '#src/live/selected-pair.ts';
import { pageSignalling, type PeerName } from '#src/live/signalling.ts';
import { detectWebRtc } from '#src/live/support.ts';
import { openTwoPeers, type PeersOutcome, type TwoPeers } from '#src/live/two-peers.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import { type BreakKind, configurationsOf, isLost } from './break.ts';
import { applyEvent, changeRound, type Session, startRepair, startSession, stateAt } from './session.ts';

/**
 * `unmounted`: as the server rendered it. `missing`, `blocked`: no WebRTC. `refused`: the browser took no
 * connection with these servers. `stopped`, `left`: closed by the button, or because the reader went on.
 */
export type DemoPhase =
  | 'unmounted'
  | 'missing'
  | 'blocked'
  | 'ready'
  | 'refused'
  | 'connecting'
  | 'repairing'
  | 'connected'
  | 'failed'
  | 'stopped'
  | 'left';

export type Demo = ReturnType<typeof createDemo>;

/** A host pair connects within a second; a browser gives up after some 15 s, which nobody wants to watch. */
export const DEADLINE_MS = 12_000;
/** Long enough that a signal is seen on its way, as over a real server. */
export const SIGNAL_DELAY_MS = 40;

const TICK_MS = 250;
/** Statistics may name the pair a moment after the channel has opened. */
const PAIR_TRIES = 10;
const PAIR_TRY_MS = 100;

/** The state behind one instrument: what is broken, who is connected, and all that happened. */
export function createDemo() {
  let phase = $state<DemoPhase>('unmounted');
  let breaking = $state<BreakKind>('nothing');
  let session = $state.raw<Session>();
  let nowMs = $state(0);

  let peers: TwoPeers | undefined;
  let openedAtMs = 0;
  /** Of the connections that are there: what earlier ones still wait for no longer counts. */
  let life = 0;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const isBusy = () => phase === 'connecting' || phase === 'repairing';
  const isLive = () => isBusy() || phase === 'connected' || phase === 'failed';
  const elapsedMs = () => performance.now() - openedAtMs;

  /** Lets the timeline grow while a round runs. */
  function tick(): void {
    clearInterval(ticking);
    nowMs = elapsedMs();
    ticking = setInterval(() => {
      nowMs = elapsedMs();
      if (!isBusy()) clearInterval(ticking);
    }, TICK_MS);
  }

  function close(next: DemoPhase): void {
    life += 1;
    clearInterval(ticking);
    peers?.close();
    peers = undefined;
    phase = next;
  }

  async function connect(): Promise<void> {
    if (phase === 'unmounted' || phase === 'missing' || phase === 'blocked' || isBusy()) return;
    close('connecting');
    const mine = life;
    const servers = await readServers();
    if (mine !== life) return;
    const chosen = breaking;
    session = startSession(
      chosen,
      servers.some(({ url }) => isTurnUrl(url)),
    );
    openedAtMs = performance.now();
    tick();
    try {
      peers = openTwoPeers({
        configurations: configurationsOf(chosen, servers),
        trickle: true,
        signalling: pageSignalling({
          delayMs: () => SIGNAL_DELAY_MS,
          drops: (signal) => session?.rounds.length === 1 && isLost(chosen, signal),
        }),
        deadlineMs: DEADLINE_MS,
        onEvent: (event) => {
          if (mine === life && session) session = applyEvent(session, event);
        },
      });
    } catch {
      session = undefined;
      return close('refused');
    }
    await endRound(peers, peers.outcome, mine);
  }

  /** An ICE restart, with all servers right and every signal delivered. */
  async function repair(): Promise<void> {
    if (!peers || !session || isBusy()) return;
    const mine = life;
    const current = peers;
    phase = 'repairing';
    const servers = await readServers();
    if (mine !== life) return;
    session = startRepair(session, elapsedMs());
    tick();
    await endRound(current, current.restart(configurationsOf('nothing', servers)), mine);
  }

  async function endRound(current: TwoPeers, outcome: Promise<PeersOutcome>, mine: number): Promise<void> {
    const ended = await outcome;
    if (mine !== life || !session) return;
    const endedAtMs = elapsedMs();
    const pairs = ended === 'connected' ? await selectedPairs(current) : {};
    if (mine !== life) return;
    session = changeRound(session, { outcome: ended, endedAtMs, pairs });
    nowMs = elapsedMs();
    phase = ended === 'connected' ? 'connected' : 'failed';
  }

  return {
    get phase(): DemoPhase {
      return phase;
    },
    get breaking(): BreakKind {
      return breaking;
    },
    set breaking(chosen: BreakKind) {
      breaking = chosen;
    },
    /** What happened since the life Connect; undefined before the first. */
    get session(): Session | undefined {
      return session;
    },
    /** Since the peers were opened. */
    get nowMs(): number {
      return nowMs;
    },
    get isBusy(): boolean {
      return isBusy();
    },
    /** Whether there are connections. */
    get isLive(): boolean {
      return isLive();
    },
    get canRepair(): boolean {
      return phase === 'failed' || (phase === 'connected' && session !== undefined && isBroken(session));
    },
    canSend(from: PeerName): boolean {
      return isLive() && session !== undefined && stateAt(session, from, 'channel') === 'open';
    },
    /** In the browser: finds out whether there is WebRTC. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      return () => close('stopped');
    },
    connect,
    repair,
    send(from: PeerName, text: string): boolean {
      return peers?.send(from, text) ?? false;
    },
    stop(): void {
      if (isLive()) close('stopped');
    },
    /** The reader went on, or left the page. */
    leave(): void {
      if (isLive()) close('left');
    },
  };
}

/** The learner's own servers, or the site's. Where there are none, host candidates will do for this demo. */
async function readServers(): Promise<readonly IceServerEntry[]> {
  const kept = await loadOwnIceServers();
  const { servers } = await loadConfiguredIceServers(kept.ok ? (kept.value ?? []) : []);
  return servers;
}

async function selectedPairs(peers: TwoPeers): Promise<Partial<Record<PeerName, SelectedPair>>> {
  for (let left = PAIR_TRIES; ; left -= 1) {
    const [a, b] = await Promise.all([peers.selectedPair('a'), peers.selectedPair('b')]);
    if ((a && b) || left === 0) return { ...(a && { a }), ...(b && { b }) };
    await new Promise((resolve) => setTimeout(resolve, PAIR_TRY_MS));
  }
}

/** A connection that was there and is going or gone: the network has changed, say. */
function isBroken(session: Session): boolean {
  const states = (['a', 'b'] as const).map((peer) => stateAt(session, peer, 'connection'));
  return states.includes('failed') || states.includes('disconnected');
}
