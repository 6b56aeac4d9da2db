import {
  type ConfiguredIceServers,
  loadConfiguredIceServers,
  toRtcIceServer,
} from '#src/live/ice-servers.ts';
import { askWhatServersSaw, type MappedSummary } from '#src/live/mapped.ts';
import { detectWebRtc } from '#src/live/support.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import { applyEvent, EMPTY_RUN, endRun, type Run } from './run.ts';

/** `unmounted`: as the server rendered it. `missing`, `blocked`: this browser can't ask. */
export type ViewerPhase = 'unmounted' | 'ready' | 'running' | 'missing' | 'blocked';

export type Viewer = ReturnType<typeof createViewer>;

/** The state behind the instrument: what runs, and what has been seen. */
export function createViewer() {
  let phase = $state<ViewerPhase>('unmounted');
  let run = $state.raw<Run>(EMPTY_RUN);
  let summary = $state.raw<MappedSummary>();
  let problem = $state.raw<ConfiguredIceServers['problem']>();
  let hasRun = $state(false);
  let running: AbortController | undefined;

  /** Fetched for every run: the site's credentials are short-lived. */
  async function readServers(signal: AbortSignal): Promise<readonly RTCIceServer[]> {
    const own = await loadOwnIceServers();
    const configured = await loadConfiguredIceServers(own.ok ? (own.value ?? []) : [], signal);
    problem = configured.problem;
    return configured.servers.map(toRtcIceServer);
  }

  async function start(): Promise<void> {
    if (phase !== 'ready') return;
    running = new AbortController();
    const { signal } = running;
    phase = 'running';
    hasRun = true;
    summary = undefined;
    run = EMPTY_RUN;
    const result = await askWhatServersSaw({
      iceServers: readServers(signal),
      signal,
      onEvent: (event) => (run = applyEvent(run, event)),
    });
    run = endRun(run);
    summary = result;
    phase = 'ready';
  }

  return {
    get phase(): ViewerPhase {
      return phase;
    },
    get run(): Run {
      return run;
    },
    get summary(): MappedSummary | undefined {
      return summary;
    },
    /** Set when the site's list could not be read. */
    get problem(): ConfiguredIceServers['problem'] {
      return problem;
    },
    /** From the first run on, the example is gone. */
    get hasRun(): boolean {
      return hasRun;
    },
    /** In the browser: finds out whether it can ask. Answers with its undoing. */
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
