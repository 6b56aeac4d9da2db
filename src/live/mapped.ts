import { gather } from './gather.ts';
import { gatherOnOneConnection } from './gather-connection.ts';
import type { GatherEvent } from './gather-events.ts';
import { parseIceUrl } from './ice-server-url.ts';
import { flattenIceServers } from './ice-servers.ts';

/**
 * For each server, and again for all of them together. A client that repeats as RFC 8489 §6.2.1 says has asked four
 * times by then (at 0, 500, 1500 and 3500 ms).
 */
export const ASK_DEADLINE_MS = 6_000;

/** What happens while servers are asked what they see; times are milliseconds since the start. */
export type MappedEvent =
  /** From a server's own connection, or from the one without servers. */
  | { readonly type: 'each'; readonly event: GatherEvent }
  /** The servers that are now asked once more, from one connection: positions in the list. */
  | { readonly type: 'sharing'; readonly indices: readonly number[]; readonly atMs: number }
  /** From the shared connection. */
  | { readonly type: 'shared'; readonly event: GatherEvent };

export interface MappedOptions {
  /** A promise must not reject. */
  readonly iceServers: readonly RTCIceServer[] | Promise<readonly RTCIceServer[]>;
  readonly deadlineMs?: number;
  /** Stop: closes every connection at once. */
  readonly signal?: AbortSignal;
  readonly onEvent: (event: MappedEvent) => void;
}

export interface MappedSummary {
  readonly endedBecause: 'complete' | 'stopped' | 'blocked';
  readonly ms: number;
}

/**
 * Asks each server over a connection of its own, so that its answer is known to be its own in Firefox too, which names
 * none. Then asks those that saw a UDP mapping once more, all from one connection: their requests leave from the
 * same sockets, so that what they saw can be compared. Silent servers are left out there: they would only hold it up.
 *
 * Never rejects. All connections are closed when it resolves.
 */
export async function askWhatServersSaw(options: MappedOptions): Promise<MappedSummary> {
  const { deadlineMs = ASK_DEADLINE_MS, signal = new AbortController().signal, onEvent } = options;
  const startedAt = performance.now();
  const now = () => performance.now() - startedAt;
  const iceServers = Promise.resolve(options.iceServers);
  const saw = new Set<number>();

  const { endedBecause } = await gather({
    iceServers,
    policy: 'all',
    deadlineMs,
    signal,
    onEvent: (event) => {
      if (event.type === 'candidate' && event.candidate.type === 'srflx') saw.add(event.source.index);
      onEvent({ type: 'each', event });
    },
  });
  if (endedBecause !== 'complete' || signal.aborted) return { endedBecause, ms: now() };

  const servers = flattenIceServers(await iceServers);
  const indices = [...saw].filter((index) => isAskedOverUdp(servers[index]?.url ?? '')).sort((a, b) => a - b);
  if (indices.length > 1) {
    onEvent({ type: 'sharing', indices, atMs: now() });
    await gatherOnOneConnection({
      source: { index: servers.length, url: null },
      servers: indices.flatMap((index) => servers[index] ?? []),
      withHosts: true,
      policy: 'all',
      deadlineMs,
      now,
      signal,
      onEvent: (event) => onEvent({ type: 'shared', event }),
    });
  }
  return { endedBecause: signal.aborted ? 'stopped' : 'complete', ms: now() };
}

/** A mapping of a TCP connection says nothing about those of UDP. */
export function isAskedOverUdp(url: string): boolean {
  const parsed = parseIceUrl(url);
  return parsed.ok && parsed.value.transport === 'udp';
}
