import { findIceControl, type IceControl } from '#src/live/ice-control.ts';
import {
  type ConfiguredIceServers,
  type IceServerEntry,
  loadConfiguredIceServers,
  toRtcIceServer,
} from '#src/live/ice-servers.ts';
import { relayCall } from '#src/live/relay-call.ts';
import { detectWebRtc } from '#src/live/support.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import { listenToTabs } from '#src/storage/tabs.ts';
import {
  applyEvent,
  applySample,
  type Call,
  type CallEnd,
  type Credentials,
  type Leg,
  newCall,
  serversFor,
  withWrongPassword,
} from './call.ts';

/** `unmounted`: as the server rendered it. `missing`, `blocked`: this browser can't make a call. */
export type CallerPhase = 'unmounted' | 'ready' | 'calling' | 'running' | 'missing' | 'blocked';

export type Caller = ReturnType<typeof createCaller>;

/** The state behind the demo: one call at a time, and what its server was told to do to it. */
export function createCaller() {
  let phase = $state<CallerPhase>('unmounted');
  let leg = $state<Leg>('any');
  let password = $state<'right' | 'wrong'>('right');
  let configured = $state.raw<ConfiguredIceServers>();
  let control = $state.raw<IceControl>();
  let call = $state.raw<Call>();
  /** Since when (on the call's own clock) the server refuses the credentials of this call. */
  let expiredAtMs = $state<number>();
  let isPaused = $state(false);
  /** The servers of the last call with good credentials: what "the old credentials" are. */
  let kept = $state.raw<readonly IceServerEntry[]>();
  let running: AbortController | undefined;

  async function readServers(): Promise<ConfiguredIceServers> {
    const own = await loadOwnIceServers();
    configured = await loadConfiguredIceServers(own.ok ? (own.value ?? []) : []);
    // The learner's own server takes no orders from a page.
    control = configured.source === 'site' ? await findIceControl() : undefined;
    return configured;
  }

  /** Makes a call. New credentials are fetched for each, because those of the site are short-lived. */
  async function start(credentials: Credentials): Promise<void> {
    if (phase !== 'ready') return;
    const controller = new AbortController();
    running = controller;
    phase = 'calling';
    call = newCall(credentials, undefined);
    const servers = await serversOf(credentials);
    if (controller.signal.aborted) return;
    if (typeof servers === 'string') return end(servers);
    call = newCall(credentials, servers[0]?.username);
    if (credentials === 'fresh') {
      kept = servers;
      expiredAtMs = undefined;
    }
    const outcome = await relayCall({
      iceServers: servers.map(toRtcIceServer),
      signal: controller.signal,
      onEvent: (event) => {
        if (call) call = applyEvent(call, event);
        if (phase === 'running' && call?.states.a === 'failed') end('lost');
      },
      onSample: (sample) => {
        if (call) call = applySample(call, sample);
      },
    }).catch(() => 'refused-servers' as const);
    if (controller.signal.aborted) return;
    if (outcome === 'connected') phase = 'running';
    else end(outcome === 'closed' ? 'hung-up' : outcome);
  }

  async function serversOf(credentials: Credentials): Promise<readonly IceServerEntry[] | CallEnd> {
    if (credentials === 'kept' && kept) return kept;
    const list = await readServers();
    if (list.problem) return 'no-list';
    const servers = serversFor(list.servers, leg);
    return typeof servers !== 'string' && credentials === 'wrong' ? withWrongPassword(servers) : servers;
  }

  /** Closes what is open, and says why it is over. */
  function end(why: CallEnd): void {
    if (phase !== 'calling' && phase !== 'running') return;
    running?.abort();
    running = undefined;
    phase = 'ready';
    if (call) call = { ...call, end: why };
    // The allocations end with their connection, and with them the pause.
    isPaused = false;
  }

  /**
   * Only A's allocations, since the server may have other calls to carry; but all of them: a browser whose pair goes
   * silent moves on to the next.
   */
  async function setPaused(paused: boolean): Promise<void> {
    isPaused = paused;
    const relayed = call?.relayedOfA ?? [];
    const answers = await Promise.all(relayed.map((address) => control?.setPaused(paused, address)));
    if (!answers.some(Boolean)) isPaused = false;
  }

  return {
    get phase(): CallerPhase {
      return phase;
    },
    get leg(): Leg {
      return leg;
    },
    set leg(chosen: Leg) {
      leg = chosen;
    },
    get password(): 'right' | 'wrong' {
      return password;
    },
    set password(chosen: 'right' | 'wrong') {
      password = chosen;
    },
    get configured(): ConfiguredIceServers | undefined {
      return configured;
    },
    /** Whether the server can be told to misbehave; never on a static host, nor with a server of one's own. */
    get canControl(): boolean {
      return control !== undefined;
    },
    get call(): Call | undefined {
      return call;
    },
    get expiredAtMs(): number | undefined {
      return expiredAtMs;
    },
    get isPaused(): boolean {
      return isPaused;
    },
    /** Whether there are credentials that the server has been told to refuse, and nothing runs. */
    get canCallWithOld(): boolean {
      return phase === 'ready' && expiredAtMs !== undefined && kept !== undefined;
    },
    /** In the browser: finds out whether it can call, and with which servers. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      void readServers();
      const stopListening = listenToTabs(({ kind }) => {
        if (kind === 'ice-servers-changed' || kind === 'all-deleted') void readServers();
      });
      return () => {
        stopListening();
        end('left');
      };
    },
    start: () => start(password === 'wrong' ? 'wrong' : 'fresh'),
    startWithOld: () => start('kept'),
    hangUp: () => end('hung-up'),
    leave: () => end('left'),
    /** Lets the embedded server refuse every credential that it has given out so far. */
    async expire(): Promise<void> {
      const startedMs = call?.sample?.atMs ?? 0;
      if (await control?.expireCredentials()) expiredAtMs = startedMs;
    },
    togglePause: () => setPaused(!isPaused),
  };
}
