import { gather } from '#src/live/gather.ts';
import { type GatherSummary, THIS_MACHINE } from '#src/live/gather-events.ts';
import {
  type ConfiguredIceServers,
  loadConfiguredIceServers,
  toRtcIceServer,
} from '#src/live/ice-servers.ts';
import { detectWebRtc } from '#src/live/support.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import { listenToTabs } from '#src/storage/tabs.ts';
import {
  applyEvent,
  EMPTY_RUN,
  type GatherProblem,
  problemsToExplain,
  type Run,
  startRun,
  stopRun,
} from './run.ts';

/**
 * `unmounted`: as the server rendered it, before (or without) JavaScript. `missing`, `blocked`: this
 * browser can't gather.
 */
export type GathererPhase = 'unmounted' | 'ready' | 'running' | 'missing' | 'blocked';

export type Gatherer = ReturnType<typeof createGatherer>;

/** Credentials in the site's list are short-lived: a list older than this is fetched afresh. */
const LIST_IS_FRESH_MS = 30_000;

/** Short enough to seem at once. */
const DRAW_DELAY_MS = 40;

/** One frame of a usual screen: drawing more often shows nothing more, and keeps the browser from gathering. */
const FRAME_MS = 16;

/** The state behind one gather instrument: what is configured, what runs, what has been found. */
export function createGatherer() {
  let phase = $state<GathererPhase>('unmounted');
  let policy = $state<RTCIceTransportPolicy>('all');
  let configured = $state.raw<ConfiguredIceServers>();
  let run = $state.raw<Run>(EMPTY_RUN);
  let summary = $state.raw<GatherSummary>();
  let hasRun = $state(false);
  /** What the timeline shows: the run, a frame later. */
  let timeline = $state.raw<Run>();
  /** The policy of the run that is shown; the control may have moved on. */
  let runPolicy = $state<RTCIceTransportPolicy>('all');

  /** What has happened so far; `run` is what is drawn of it. */
  let current = EMPTY_RUN;
  let drawing: ReturnType<typeof setTimeout> | undefined;
  let drawingTimeline: ReturnType<typeof setTimeout> | undefined;
  let drawsAtMs = Number.POSITIVE_INFINITY;
  let drawnAtMs = Number.NEGATIVE_INFINITY;
  let ownOfThisPage: readonly RTCIceServer[] = [];
  let loadedAtMs = Number.NEGATIVE_INFINITY;
  let loading: Promise<ConfiguredIceServers> | undefined;
  let running: AbortController | undefined;
  const problems = $derived(problemsToExplain(run));

  const isFresh = () => configured !== undefined && performance.now() - loadedAtMs < LIST_IS_FRESH_MS;

  /** Reads the learner's list and, where it is empty, the site's. The latest call wins. */
  function reloadServers(): Promise<ConfiguredIceServers> {
    const mine = readServers().then((list) => {
      if (loading === mine) {
        configured = list;
        loadedAtMs = list.problem ? Number.NEGATIVE_INFINITY : performance.now();
        loading = undefined;
      }
      return list;
    });
    loading = mine;
    return mine;
  }

  async function readServers(): Promise<ConfiguredIceServers> {
    const kept = await loadOwnIceServers();
    return loadConfiguredIceServers(kept.ok ? (kept.value ?? []) : ownOfThisPage);
  }

  /** What was fetched a moment ago, so that a run starts at once; or else a new list. */
  function currentServers(): readonly RTCIceServer[] | Promise<readonly RTCIceServer[]> {
    if (configured && isFresh() && !loading) return configured.servers.map(toRtcIceServer);
    return (loading ?? reloadServers()).then(({ servers }) => servers.map(toRtcIceServer));
  }

  /** Puts on the page what has happened so far. */
  function draw(): void {
    clearTimeout(drawing);
    drawsAtMs = Number.POSITIVE_INFINITY;
    drawnAtMs = performance.now();
    run = current;
    hasRun = true;
    // The picture costs as much as the rows: in this event it would keep the browser from the next candidate.
    drawingTimeline ??= setTimeout(() => {
      drawingTimeline = undefined;
      timeline = current;
    }, FRAME_MS);
  }

  function drawWithin(delayMs: number): void {
    const atMs = performance.now() + delayMs;
    if (atMs >= drawsAtMs) return;
    clearTimeout(drawing);
    drawsAtMs = atMs;
    drawing = setTimeout(draw, delayMs);
  }

  /** A candidate is drawn in its own event; those that follow within the same frame, with the next frame. */
  function drawCandidate(): void {
    const waitMs = drawnAtMs + FRAME_MS - performance.now();
    if (waitMs > 0) drawWithin(waitMs);
    else draw();
  }

  /**
   * For all but candidates. The browser starts to gather in this same thread, so that drawing at once would
   * delay the very first candidate by as long as it takes.
   */
  const drawSoon = (): void => drawWithin(DRAW_DELAY_MS);

  async function start(): Promise<void> {
    if (phase !== 'ready') return;
    const controller = new AbortController();
    running = controller;
    phase = 'running';
    summary = undefined;
    runPolicy = policy;
    current = startRun(policy === 'all' ? [THIS_MACHINE] : []);
    drawSoon();
    const result = await gather({
      iceServers: currentServers(),
      policy,
      signal: controller.signal,
      onEvent: (event) => {
        current = applyEvent(current, event);
        if (event.type === 'candidate') drawCandidate();
        else drawSoon();
      },
    });
    current = stopRun(current, result.ms);
    draw();
    summary = result;
    phase = 'ready';
    // Credentials that were refused may have been replaced meanwhile.
    if (current.problems.some(({ code }) => code === 401)) loadedAtMs = Number.NEGATIVE_INFINITY;
  }

  return {
    get phase(): GathererPhase {
      return phase;
    },
    get policy(): RTCIceTransportPolicy {
      return policy;
    },
    set policy(chosen: RTCIceTransportPolicy) {
      policy = chosen;
    },
    get runPolicy(): RTCIceTransportPolicy {
      return runPolicy;
    },
    get configured(): ConfiguredIceServers | undefined {
      return configured;
    },
    get run(): Run {
      return run;
    },
    get problems(): readonly GatherProblem[] {
      return problems;
    },
    get summary(): GatherSummary | undefined {
      return summary;
    },
    /** Undefined before the first run: an example stands there. */
    get timeline(): Run | undefined {
      return timeline;
    },
    /** From the first run on, the example is gone. */
    get hasRun(): boolean {
      return hasRun;
    },
    /** In the browser: finds out whether it can gather, and which servers there are. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      void reloadServers();
      const stopListening = listenToTabs(({ kind }) => {
        if (kind === 'ice-servers-changed' || kind === 'all-deleted') void reloadServers();
      });
      return () => {
        stopListening();
        running?.abort();
      };
    },
    /** Called when a run seems near: fetches a list that has become old. */
    prepare(): void {
      if (phase === 'ready' && !isFresh() && !loading) void reloadServers();
    },
    start,
    stop(): void {
      running?.abort();
    },
    /** The learner has changed their list; where it can't be kept, it counts on this page. */
    changeOwn(own: readonly RTCIceServer[]): void {
      ownOfThisPage = own;
      void reloadServers();
    },
  };
}
