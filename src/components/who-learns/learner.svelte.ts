import { gather } from '#src/live/gather.ts';
import type { GatherSummary } from '#src/live/gather-events.ts';
import { loadConfiguredIceServers, toRtcIceServer } from '#src/live/ice-servers.ts';
import { detectWebRtc } from '#src/live/support.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import { applyEvent, endRun, type Learned, NOTHING_LEARNED } from './learned.ts';
import { type Microphone, openMicrophone, type OpenMicrophone } from './microphone.ts';

/** `unmounted`: as the server rendered it. `missing`, `blocked`: this browser can't gather. */
export type LearnerPhase = 'unmounted' | 'ready' | 'running' | 'missing' | 'blocked';

/** Each server for itself; a silent one is told after this long. */
export const DEADLINE_MS = 6_000;

/** The state behind the instrument: the run, and the microphone. */
export function createLearner() {
  let phase = $state<LearnerPhase>('unmounted');
  let learned = $state.raw<Learned>(NOTHING_LEARNED);
  let summary = $state.raw<GatherSummary>();
  let policy = $state<RTCIceTransportPolicy>('all');
  /** The policy of the run that is shown. */
  let ranWith = $state<RTCIceTransportPolicy>();
  let microphone = $state<Microphone>('unasked');
  let held: OpenMicrophone | undefined;
  let running: AbortController | undefined;
  let isGone = false;

  /** Fetched for every run: the site's credentials are short-lived. */
  async function readServers(signal: AbortSignal): Promise<readonly RTCIceServer[]> {
    const own = await loadOwnIceServers();
    const configured = await loadConfiguredIceServers(own.ok ? (own.value ?? []) : [], signal);
    return configured.servers.map(toRtcIceServer);
  }

  async function start(): Promise<void> {
    if (phase !== 'ready') return;
    running = new AbortController();
    const { signal } = running;
    phase = 'running';
    ranWith = policy;
    summary = undefined;
    learned = NOTHING_LEARNED;
    const result = await gather({
      iceServers: readServers(signal),
      policy,
      deadlineMs: DEADLINE_MS,
      signal,
      onEvent: (event) => (learned = applyEvent(learned, event)),
    });
    learned = endRun(learned);
    summary = result;
    phase = 'ready';
  }

  function giveBack(): void {
    held?.close();
    held = undefined;
    if (microphone === 'open') microphone = 'unasked';
  }

  async function ask(): Promise<void> {
    if (microphone === 'asking') return;
    microphone = 'asking';
    const answer = await openMicrophone();
    // The reader may have left while the browser asked.
    if (isGone) return answer.close();
    held = answer;
    microphone = answer.state;
  }

  function stop(): void {
    running?.abort();
    giveBack();
  }

  return {
    get phase(): LearnerPhase {
      return phase;
    },
    get learned(): Learned {
      return learned;
    },
    get summary(): GatherSummary | undefined {
      return summary;
    },
    get microphone(): Microphone {
      return microphone;
    },
    get policy(): RTCIceTransportPolicy {
      return policy;
    },
    set policy(chosen: RTCIceTransportPolicy) {
      policy = chosen;
    },
    get ranWith(): RTCIceTransportPolicy | undefined {
      return ranWith;
    },
    /** In the browser: finds out whether it can gather. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      return () => {
        isGone = true;
        stop();
      };
    },
    start,
    /** Ends the run; the microphone stays. */
    end: () => running?.abort(),
    ask,
    giveBack,
    stop,
  };
}

export type Learner = ReturnType<typeof createLearner>;
