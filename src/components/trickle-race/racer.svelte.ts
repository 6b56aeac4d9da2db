import { loadConfiguredIceServers, toRtcIceServer } from '#src/live/ice-servers.ts';
import { detectWebRtc } from '#src/live/support.ts';
import { pageSignalling } from '#src/live/signalling.ts';
import { openTwoPeers, type PeersOutcome, type TwoPeers } from '#src/live/two-peers.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import { EMPTY_RACE, type Race, type Way, WAYS } from './race.ts';
import { silentServerNear } from './silent-server.ts';

/** `unmounted`: as the server rendered it. `missing`, `blocked`: this browser can’t connect anything. */
export type RacerPhase = 'unmounted' | 'ready' | 'running' | 'missing' | 'blocked';

/** What a race was run with; the controls may have moved on. */
export interface RaceSetting {
  readonly delayMs: number;
  readonly silentUrl: string | undefined;
  readonly hasServers: boolean;
}

export type Racer = ReturnType<typeof createRacer>;

/** How long each side of the waiting pair waits for the end of its gathering. The words say it, too. */
const GATHER_AT_MOST_MS = 3_000;
const DEADLINE_MS = 30_000;
/** Often enough for the eye, and rarely enough that drawing delays no event of a browser. */
const DRAW_EVERY_MS = 80;

/** The state behind one race: two pairs of peers that start at the same moment, and what happened to each. */
export function createRacer() {
  let phase = $state<RacerPhase>('unmounted');
  let delayMs = $state(300);
  let withSilent = $state(false);
  let race = $state.raw<Race>(EMPTY_RACE);
  let setting = $state.raw<RaceSetting>();
  let elapsedMs = $state(0);
  let wasStopped = $state(false);
  /** The name of the error with which the browser refused the list of servers. */
  let refusal = $state<string>();

  /** What has happened so far; `race` is what is drawn of it. */
  let current = EMPTY_RACE;
  let running: AbortController | undefined;

  function note(way: Way, change: (record: Race[Way]) => Race[Way]): void {
    current = { ...current, [way]: change(current[way]) };
  }

  async function start(): Promise<void> {
    if (phase !== 'ready') return;
    const controller = new AbortController();
    running = controller;
    phase = 'running';
    current = EMPTY_RACE;
    race = current;
    setting = undefined;
    refusal = undefined;
    wasStopped = false;
    elapsedMs = 0;
    const settled = await settle(withSilent, controller.signal);
    if (!controller.signal.aborted) {
      setting = { delayMs, silentUrl: settled.silentUrl, hasServers: settled.hasServers };
      await run(settled.configuration, delayMs, controller.signal);
    }
    race = current;
    wasStopped = controller.signal.aborted;
    phase = 'ready';
  }

  /** Runs both ways at once, so that both meet the same network and the same machine. */
  async function run(configuration: RTCConfiguration, delay: number, signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    const drawing = setInterval(() => {
      race = current;
      elapsedMs = performance.now() - startedAt;
    }, DRAW_EVERY_MS);
    try {
      await Promise.all(WAYS.map((way) => runOne(way, configuration, delay, signal)));
    } catch (error) {
      refusal = error instanceof Error ? error.name : String(error);
    } finally {
      clearInterval(drawing);
    }
  }

  /** Rejects with what the browser says of the servers. */
  async function runOne(
    way: Way,
    configuration: RTCConfiguration,
    delay: number,
    signal: AbortSignal,
  ): Promise<void> {
    const peers: TwoPeers = openTwoPeers({
      configurations: { a: configuration, b: configuration },
      trickle: way === 'trickle',
      gatherAtMostMs: GATHER_AT_MOST_MS,
      signalling: pageSignalling({ delayMs: () => delay }),
      deadlineMs: DEADLINE_MS,
      onEvent: (event) => note(way, (record) => ({ ...record, events: [...record.events, event] })),
    });
    const close = (): void => peers.close();
    signal.addEventListener('abort', close, { once: true });
    const outcome: PeersOutcome = await peers.outcome;
    signal.removeEventListener('abort', close);
    close();
    note(way, (record) => ({ ...record, outcome }));
  }

  return {
    get phase(): RacerPhase {
      return phase;
    },
    get delayMs(): number {
      return delayMs;
    },
    set delayMs(ms: number) {
      delayMs = ms;
    },
    get withSilent(): boolean {
      return withSilent;
    },
    set withSilent(chosen: boolean) {
      withSilent = chosen;
    },
    get race(): Race {
      return race;
    },
    /** Set from the moment that a race has begun. */
    get setting(): RaceSetting | undefined {
      return setting;
    },
    get elapsedMs(): number {
      return elapsedMs;
    },
    get wasStopped(): boolean {
      return wasStopped;
    },
    get refusal(): string | undefined {
      return refusal;
    },
    /** In the browser: finds out whether it can connect at all. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      return () => running?.abort();
    },
    start,
    stop(): void {
      running?.abort();
    },
  };
}

/** The learner's servers or the site's, with one more that nobody answers at where it is wanted. */
async function settle(
  withSilent: boolean,
  signal: AbortSignal,
): Promise<{ configuration: RTCConfiguration; silentUrl: string | undefined; hasServers: boolean }> {
  const kept = await loadOwnIceServers();
  const { servers } = await loadConfiguredIceServers(kept.ok ? (kept.value ?? []) : [], signal);
  const silentUrl = withSilent ? silentServerNear(servers.map(({ url }) => url)) : undefined;
  const iceServers = servers.map(toRtcIceServer);
  if (silentUrl) iceServers.push({ urls: silentUrl });
  return { configuration: { iceServers }, silentUrl, hasServers: servers.length > 0 };
}
