import { gatherOnOneConnection } from '#src/live/gather-connection.ts';
import { THIS_MACHINE } from '#src/live/gather-events.ts';
import { loadConfiguredIceServers } from '#src/live/ice-servers.ts';
import { detectWebRtc } from '#src/live/support.ts';
import type { Candidate } from '#src/protocol/index.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import type { Role } from './order.ts';

/** `unmounted`: as the server rendered it. `missing`, `blocked`: this browser can’t gather. */
export type DecoderPhase = 'unmounted' | 'ready' | 'running' | 'missing' | 'blocked';

/** How a run ended. `late`: at the deadline, with what had come by then. */
export type Ending = 'complete' | 'late' | 'stopped' | 'left';

export type Decoder = ReturnType<typeof createDecoder>;

/** A server that doesn't answer keeps a browser gathering for longer. The words say it, too. */
export const DEADLINE_MS = 6_000;

/**
 * The state behind one decoder: the candidates of a single connection with all servers, because that is how priorities
 * are given out: among the candidates of one data stream (RFC 8445 §5.1.2).
 */
export function createDecoder() {
  let phase = $state<DecoderPhase>('unmounted');
  let role = $state<Role>('controlling');
  let candidates = $state.raw<readonly Candidate[]>([]);
  let ending = $state<Ending>();
  let problems = $state(0);
  let hasRun = $state(false);
  let running: AbortController | undefined;

  async function start(): Promise<void> {
    if (phase !== 'ready') return;
    const controller = new AbortController();
    running = controller;
    phase = 'running';
    hasRun = true;
    candidates = [];
    ending = undefined;
    problems = 0;
    let isLate = false;
    const kept = await loadOwnIceServers();
    const { servers, problem } = await loadConfiguredIceServers(
      kept.ok ? (kept.value ?? []) : [],
      controller.signal,
    );
    if (problem && !controller.signal.aborted) problems += 1;
    const startedAt = performance.now();
    await gatherOnOneConnection({
      source: THIS_MACHINE,
      servers,
      withHosts: true,
      policy: 'all',
      deadlineMs: DEADLINE_MS,
      now: () => performance.now() - startedAt,
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'candidate') candidates = [...candidates, event.candidate];
        else if (event.type === 'server-timeout') isLate = true;
        else if (event.type === 'error') problems += 1;
      },
    });
    ending ??= isLate ? 'late' : 'complete';
    phase = 'ready';
  }

  function end(how: 'stopped' | 'left'): void {
    if (phase !== 'running') return;
    ending = how;
    running?.abort();
  }

  return {
    get phase(): DecoderPhase {
      return phase;
    },
    get role(): Role {
      return role;
    },
    set role(chosen: Role) {
      role = chosen;
    },
    get candidates(): readonly Candidate[] {
      return candidates;
    },
    get ending(): Ending | undefined {
      return ending;
    },
    /** Errors of servers, and a list of servers that could not be read. */
    get problems(): number {
      return problems;
    },
    /** From the first run on, the example is gone. */
    get hasRun(): boolean {
      return hasRun;
    },
    /** In the browser: finds out whether it can gather. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      return () => running?.abort();
    },
    start,
    stop: () => end('stopped'),
    /** The reader has gone on, or the page is left. */
    leave: () => end('left'),
  };
}
