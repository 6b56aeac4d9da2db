import { gatherOnOneConnection } from './gather-connection.ts';
import { type GatherEvent, type GatherSource, type GatherSummary, THIS_MACHINE } from './gather-events.ts';
import { flattenIceServers, type IceServerEntry } from './ice-servers.ts';
import { detectWebRtc } from './support.ts';

/** A silent TURN server keeps a browser gathering for much longer than anyone waits. */
export const DEADLINE_MS = 10_000;

export interface GatherOptions {
  /** A promise is awaited while host candidates already come; it must not reject. */
  readonly iceServers: readonly RTCIceServer[] | Promise<readonly RTCIceServer[]>;
  readonly policy: RTCIceTransportPolicy;
  /** For each server, from its own start. */
  readonly deadlineMs?: number;
  /** Stop: closes every connection at once. */
  readonly signal?: AbortSignal;
  /** Called in the browser's own event, with nothing between, so that a row can be drawn at once. */
  readonly onEvent: (event: GatherEvent) => void;
}

/**
 * Gathers candidates from each server over a connection of its own, so that every candidate's
 * server is known in Firefox too, which names none. Host candidates come from one more connection,
 * without servers; with policy `relay` the browser offers none, so that connection is left out.
 *
 * Never rejects. All connections are closed when it resolves.
 */
export async function gather(options: GatherOptions): Promise<GatherSummary> {
  const { policy, deadlineMs = DEADLINE_MS, signal = new AbortController().signal } = options;
  const startedAt = performance.now();
  const now = () => performance.now() - startedAt;
  const counts = { host: 0, srflx: 0, relay: 0 };
  const onEvent = (event: GatherEvent) => {
    if (event.type === 'candidate' && isCounted(event.candidate.type)) counts[event.candidate.type] += 1;
    options.onEvent(event);
  };
  const summary = (endedBecause: GatherSummary['endedBecause']): GatherSummary => ({
    endedBecause,
    hosts: counts.host,
    srflx: counts.srflx,
    relay: counts.relay,
    ms: now(),
  });
  if (detectWebRtc() !== 'supported') return summary('blocked');

  const start = (source: GatherSource, servers: readonly IceServerEntry[]) =>
    gatherOnOneConnection({
      source,
      servers,
      policy,
      deadlineMs,
      now,
      signal,
      onEvent,
    });

  const startServers = (iceServers: readonly RTCIceServer[]) => {
    const servers = flattenIceServers(iceServers);
    const sources = servers.map(({ url }, index) => ({ index, url }));
    onEvent({ type: 'servers', sources, atMs: now() });
    return servers.map((server, index) => start({ index, url: server.url }, [server]));
  };

  const running = policy === 'all' ? [start(THIS_MACHINE, [])] : [];
  // Started in one task with the servers' connections, this one's first candidate would come later.
  await nextTask();
  const iceServers = await unlessAborted(options.iceServers, signal);
  if (!signal.aborted) running.push(...startServers(iceServers));
  await Promise.all(running);
  return summary(signal.aborted ? 'stopped' : 'complete');
}

/** The list, or an empty one when Stop is pressed while it is still on its way. */
function unlessAborted<T>(list: readonly T[] | Promise<readonly T[]>, signal: AbortSignal) {
  return new Promise<readonly T[]>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve([]), { once: true });
    Promise.resolve(list).then(resolve, reject);
  });
}

/** The very next one: a timer of 0 ms comes some milliseconds later, which is much of a gathering. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1: here, port2: next } = new MessageChannel();
    next.onmessage = () => {
      next.close();
      resolve();
    };
    here.postMessage(null);
  });
}

function isCounted(type: string): type is 'host' | 'srflx' | 'relay' {
  return type === 'host' || type === 'srflx' || type === 'relay';
}
