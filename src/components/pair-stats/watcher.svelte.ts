import { loadConfiguredIceServers, toRtcIceServer } from '#src/live/ice-servers.ts';
import type { PeerName } from '#src/live/signalling.ts';
import { detectWebRtc } from '#src/live/support.ts';
import { type PairsSample, watchPairs } from '#src/live/watch-pairs.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';

/** `unmounted`: as the server rendered it. `missing`, `blocked`: this browser can't connect. */
export type WatcherPhase = 'unmounted' | 'ready' | 'connecting' | 'connected' | 'missing' | 'blocked';

/** Why nothing runs any more. */
export type WatcherEnd = 'failed' | 'timeout' | 'stopped' | 'left' | 'refused';

export type Watcher = ReturnType<typeof createWatcher>;

/** The state behind a demo: one connection of two peers at a time, and the last sample of it. */
export function createWatcher(usual: { readonly trickle: boolean } = { trickle: false }) {
  let phase = $state<WatcherPhase>('unmounted');
  let trickle = $state(usual.trickle);
  let withheld = $state.raw<readonly PeerName[]>([]);
  let side = $state<PeerName>('a');
  let sample = $state.raw<PairsSample>();
  let ended = $state<WatcherEnd>();
  let running: AbortController | undefined;

  async function start(): Promise<void> {
    if (phase !== 'ready') return;
    const controller = new AbortController();
    running = controller;
    phase = 'connecting';
    ended = undefined;
    sample = undefined;
    const own = await loadOwnIceServers();
    const { servers } = await loadConfiguredIceServers(own.ok ? (own.value ?? []) : []);
    if (controller.signal.aborted) return;
    const outcome = await watchPairs({
      iceServers: servers.map(toRtcIceServer),
      trickle,
      withheld,
      signal: controller.signal,
      onSample: (next) => {
        sample = next;
      },
    }).catch(() => 'refused' as const);
    if (controller.signal.aborted) return;
    if (outcome === 'connected') phase = 'connected';
    else end(outcome === 'closed' ? 'stopped' : outcome);
  }

  /** Closes what is open, and says why it is over. */
  function end(why: WatcherEnd): void {
    if (phase !== 'connecting' && phase !== 'connected') return;
    running?.abort();
    running = undefined;
    phase = 'ready';
    ended = why;
  }

  return {
    get phase(): WatcherPhase {
      return phase;
    },
    get trickle(): boolean {
      return trickle;
    },
    set trickle(chosen: boolean) {
      trickle = chosen;
    },
    /** Whose candidates get lost on their way. */
    get withheld(): readonly PeerName[] {
      return withheld;
    },
    set withheld(chosen: readonly PeerName[]) {
      withheld = chosen;
    },
    get side(): PeerName {
      return side;
    },
    set side(chosen: PeerName) {
      side = chosen;
    },
    get sample(): PairsSample | undefined {
      return sample;
    },
    get ended(): WatcherEnd | undefined {
      return ended;
    },
    /** In the browser: finds out whether it can connect. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      return () => end('left');
    },
    start,
    stop: () => end('stopped'),
    leave: () => end('left'),
  };
}
