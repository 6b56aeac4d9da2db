import { detectWebRtc } from '#src/live/support.ts';
import { pageSignalling } from '#src/live/signalling.ts';
import { openTwoPeers, type TwoPeers } from '#src/live/two-peers.ts';
import { NEW_WATCH, type Watch, applyEvent, happened } from './watch.ts';

/** `unmounted`: as the server rendered it. `lost`: no pair was found. `missing`, `blocked`: this browser can’t connect. */
export type WatcherPhase =
  'unmounted' | 'ready' | 'connecting' | 'running' | 'ended' | 'lost' | 'missing' | 'blocked';

export type Watcher = ReturnType<typeof createWatcher>;

const DEADLINE_MS = 15_000;
const SAY_EVERY_MS = 100;
const SAMPLE_EVERY_MS = 1_000;
const SIGNALLING_MS = 50;

/** The state behind the demo: two peers of this page, a channel with numbered messages, and what A sees of the path. */
export function createWatcher() {
  let phase = $state<WatcherPhase>('unmounted');
  let watch = $state.raw<Watch>(NEW_WATCH);
  let isRestarting = $state(false);
  let running:
    | { readonly peers: TwoPeers; readonly controller: AbortController; readonly startedAt: number }
    | undefined;

  const now = (): number => (running ? performance.now() - running.startedAt : 0);

  async function start(): Promise<void> {
    if (phase === 'unmounted' || phase === 'missing' || phase === 'blocked') return;
    stop('ready');
    const controller = new AbortController();
    phase = 'connecting';
    watch = NEW_WATCH;
    const startedAt = performance.now();
    const peers = openTwoPeers({
      // Both are in this page: their own addresses are enough.
      configurations: { a: {}, b: {} },
      trickle: true,
      signalling: pageSignalling({ delayMs: () => SIGNALLING_MS }),
      deadlineMs: DEADLINE_MS,
      onEvent: (event) => {
        if (!controller.signal.aborted) watch = applyEvent(watch, event);
      },
    });
    running = { peers, controller, startedAt };
    controller.signal.addEventListener('abort', () => peers.close(), { once: true });
    const outcome = await peers.outcome;
    if (controller.signal.aborted) return;
    if (outcome !== 'connected') return stop('lost');
    phase = 'running';
    every(SAY_EVERY_MS, () => {
      if (peers.send('a', String(watch.sent + 1))) watch = { ...watch, sent: watch.sent + 1 };
    });
    every(SAMPLE_EVERY_MS, () => {
      watch = { ...watch, nowMs: now() };
      void peers.candidatePairs('a').then((statistics) => {
        const inUse = statistics?.pairs.find(({ selected }) => selected);
        // Once it has failed the browser tells no more: the last numbers stand.
        if (!controller.signal.aborted && inUse) watch = { ...watch, checks: inUse };
      });
    });
  }

  function every(ms: number, act: () => void): void {
    const timer = setInterval(act, ms);
    running?.controller.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  async function restart(): Promise<void> {
    if (!running || phase !== 'running' || watch.goneAtMs !== undefined) return;
    const { peers } = running;
    isRestarting = true;
    watch = happened(watch, { atMs: now(), what: 'restart' });
    await peers.restart();
    isRestarting = false;
  }

  /** Closes B, which tells A nothing by signalling. */
  function takeAway(): void {
    if (!running || phase !== 'running' || watch.goneAtMs !== undefined) return;
    const atMs = now();
    watch = happened({ ...watch, goneAtMs: atMs }, { atMs, what: 'gone' });
    running.peers.leave('b');
  }

  /** Closes what is open. */
  function stop(to: 'ready' | 'ended' | 'lost'): void {
    running?.controller.abort();
    running = undefined;
    isRestarting = false;
    if (phase === 'connecting' || phase === 'running') phase = to;
  }

  return {
    get phase(): WatcherPhase {
      return phase;
    },
    get watch(): Watch {
      return watch;
    },
    get isRestarting(): boolean {
      return isRestarting;
    },
    /** In the browser. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      return () => stop('ended');
    },
    start,
    restart,
    takeAway,
    stop: () => stop('ended'),
  };
}
