import type { CallOutcome, IceServer, Json, Observation } from '#lessons/contract.ts';

/** One call of the learner's function, and what was observed while it ran. */
export interface Run {
  readonly policy: 'relay' | 'all';
  /** The hidden text that was to be sent. */
  readonly text: string;
  /** The outcome, or undefined when we stopped waiting for it. */
  readonly answer: CallOutcome | undefined;
  readonly observations: readonly Observation[];
}

/** The relay-only run, and the one with every candidate; the second only where the first was answered. */
export interface Observed {
  readonly relayed: Run;
  readonly direct: Run | undefined;
}

type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** What was observed of one kind. */
export function seen<Kind extends Observation['kind']>({ observations }: Run, kind: Kind): Of<Kind>[] {
  return observations.filter((one): one is Of<Kind> => one.kind === kind);
}

/** The last selected pair of each connection, in the order in which the connections were made. */
export function selectedPairs(run: Run): (Of<'selected-pair'> | undefined)[] {
  const pairs = seen(run, 'selected-pair');
  return seen(run, 'connection-created').map(({ connection }) =>
    pairs.findLast((pair) => pair.connection === connection),
  );
}

/** Connections of a run that are still open. */
export function openConnections(run: Run): number {
  return seen(run, 'connection-created').length - seen(run, 'connection-closed').length;
}

/** A field of an object among data. */
export function field(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

/** Whether a list of servers holds one that relays. */
export function hasTurn(servers: readonly IceServer[]): boolean {
  return servers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/i.test(url)));
}

/** URLs of the servers in a connection's configuration, whatever their shape. */
export function configuredUrls(configuration: Json): string[] {
  const servers = field(configuration, 'iceServers');
  if (!Array.isArray(servers)) return [];
  return servers
    .flatMap((server) => field(server, 'urls') ?? [])
    .filter((url): url is string => typeof url === 'string');
}
