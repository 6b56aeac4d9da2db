import { type Comparison, compareMappings, type Mapping } from '#src/live/compare-mappings.ts';
import type { GatherEvent, GatherFault } from '#src/live/gather-events.ts';
import type { MappedEvent } from '#src/live/mapped.ts';

/** One server, as the table shows it. */
export interface ServerView {
  readonly url: string;
  readonly mappings: readonly Mapping[];
  /** When its first mapping came, from the start of the run. */
  readonly atMs?: number;
  /** How its connection ended, or that it hasn't yet. */
  readonly ended: 'no' | 'done' | 'silent' | 'stopped';
  /** It lent an address, as TURN servers do: so it answered, mapping or not. */
  readonly relayed: boolean;
  readonly code?: number | GatherFault;
  /** The browser's own words for the code. */
  readonly text: string;
}

/** What a row of the table says. A server that gave a mapping has answered, whatever else went wrong. */
export type Outcome = 'asking' | 'seen' | 'refused' | 'silent' | 'relayOnly' | 'nothing' | 'stopped';

/** The connection that asked several servers. */
export interface SharedView {
  /** Positions of the servers that it asked. */
  readonly indices: readonly number[];
  readonly mappings: readonly Mapping[];
  /** Ports of its UDP host candidates: where its packets leave from. */
  readonly hostPorts: readonly number[];
  readonly ended: ServerView['ended'];
}

export interface Run {
  readonly servers: readonly ServerView[];
  readonly shared?: SharedView;
  /** Anything at all came from the connection that asks nobody. */
  readonly hasHosts: boolean;
  readonly timedOutWithoutServer: boolean;
  /** Some srflx candidate hid its base: `raddr 0.0.0.0` or `::`. */
  readonly hidesBase: boolean;
}

export const EMPTY_RUN: Run = {
  servers: [],
  hasHosts: false,
  timedOutWithoutServer: false,
  hidesBase: false,
};

/** The run after one more event. */
export function applyEvent(run: Run, happened: MappedEvent): Run {
  switch (happened.type) {
    case 'each':
      return happened.event.type !== 'servers' && happened.event.source.url === null
        ? applyOwnMachine(run, happened.event)
        : applyServer(run, happened.event);
    case 'sharing':
      return { ...run, shared: { indices: happened.indices, mappings: [], hostPorts: [], ended: 'no' } };
    case 'shared':
      return run.shared ? { ...run, shared: applyShared(run.shared, happened.event) } : run;
  }
}

/** The run after its end: what was still asking, was stopped. */
export function endRun(run: Run): Run {
  const end = <T extends { ended: ServerView['ended'] }>(view: T): T =>
    view.ended === 'no' ? { ...view, ended: 'stopped' as const } : view;
  return { ...run, servers: run.servers.map(end), ...(run.shared && { shared: end(run.shared) }) };
}

export function outcomeOf(server: ServerView): Outcome {
  if (server.mappings.length > 0) return 'seen';
  if (server.code !== undefined && server.code !== 'nothing') return 'refused';
  if (server.ended === 'no') return 'asking';
  if (server.ended === 'stopped') return 'stopped';
  if (server.relayed) return 'relayOnly';
  return server.ended === 'silent' ? 'silent' : 'nothing';
}

/** The comparisons that the run allows: none without a shared connection. */
export function comparisonsOf({ servers, shared }: Run): Comparison[] {
  if (!shared) return [];
  const asked = shared.indices.flatMap((index) => servers[index] ?? []);
  return compareMappings(
    asked.map(({ url, mappings }) => ({ url, ownMappings: mappings })),
    shared.mappings,
  );
}

/** With loopback alone a browser finds nothing and doesn't end: each server's silence would only distract. */
export function hasNoNetwork(run: Run): boolean {
  return (
    run.timedOutWithoutServer && !run.hasHosts && run.servers.every(({ mappings }) => mappings.length === 0)
  );
}

function applyOwnMachine(run: Run, event: GatherEvent): Run {
  if (event.type === 'candidate') return { ...run, hasHosts: true };
  return event.type === 'server-timeout' ? { ...run, timedOutWithoutServer: true } : run;
}

function applyServer(run: Run, event: GatherEvent): Run {
  if (event.type === 'servers') {
    const servers = event.sources.map(({ url }) => ({
      url: url ?? '',
      mappings: [],
      ended: 'no' as const,
      relayed: false,
      text: '',
    }));
    return { ...run, servers };
  }
  const server = run.servers[event.source.index];
  if (!server) return run;
  const changed = { ...run, servers: run.servers.with(event.source.index, serverAfter(server, event)) };
  return event.type === 'candidate' && hidesBase(event) ? { ...changed, hidesBase: true } : changed;
}

function serverAfter(server: ServerView, event: Exclude<GatherEvent, { type: 'servers' }>): ServerView {
  switch (event.type) {
    case 'candidate': {
      if (event.candidate.type === 'relay') return { ...server, relayed: true };
      if (event.candidate.type !== 'srflx') return server;
      const mappings = withMapping(server.mappings, event);
      return { ...server, mappings, atMs: server.atMs ?? event.atMs };
    }
    case 'error':
      return { ...server, code: event.code, text: event.text };
    case 'server-done':
      return { ...server, ended: 'done' };
    case 'server-timeout':
      return { ...server, ended: 'silent' };
  }
}

function applyShared(shared: SharedView, event: GatherEvent): SharedView {
  switch (event.type) {
    case 'candidate': {
      const { type, transport, port } = event.candidate;
      if (type === 'srflx') return { ...shared, mappings: withMapping(shared.mappings, event) };
      const isSocket = type === 'host' && transport.toLowerCase() === 'udp';
      return isSocket ? { ...shared, hostPorts: [...shared.hostPorts, port] } : shared;
    }
    case 'server-done':
      return { ...shared, ended: 'done' };
    case 'server-timeout':
      return { ...shared, ended: 'silent' };
    default:
      return shared;
  }
}

type CandidateEvent = Extract<GatherEvent, { type: 'candidate' }>;

function withMapping(mappings: readonly Mapping[], { candidate }: CandidateEvent): readonly Mapping[] {
  const { address, port } = candidate;
  const isKnown = mappings.some((known) => known.address === address && known.port === port);
  return isKnown ? mappings : [...mappings, { address, port }];
}

function hidesBase({ candidate }: CandidateEvent): boolean {
  const related = candidate.relatedAddress;
  return candidate.type === 'srflx' && (related === undefined || related === '0.0.0.0' || related === '::');
}
