import type { GatherEvent, GatherFault } from '#src/live/gather-events.ts';
import { isTurnUrl } from '#src/live/ice-server-url.ts';

/** What an address in a candidate line is to the machine that it belongs to. */
export type AddressClass = 'host' | 'name' | 'reflexive' | 'relay';

export type Addresses = Readonly<Record<AddressClass, readonly string[]>>;

/** One server, and what it learned or lent as far as this browser tells. */
export interface ServerView {
  readonly url: string;
  readonly isTurn: boolean;
  /** From where it saw this machine. */
  readonly saw: readonly string[];
  readonly lent: readonly string[];
  /** When its first candidate came, from the start of the run. */
  readonly atMs?: number;
  readonly ended: 'no' | 'done' | 'silent' | 'stopped';
  readonly code?: number | GatherFault;
}

/** What was learned in a run. */
export interface Learned {
  /** What stands in the candidate lines, notes such as `raddr` included: the script has it, and whom it tells. */
  readonly lines: Addresses;
  readonly servers: readonly ServerView[];
}

export const NOTHING_LEARNED: Learned = {
  lines: { host: [], name: [], reflexive: [], relay: [] },
  servers: [],
};

/** What is known after one more event. */
export function applyEvent(learned: Learned, event: GatherEvent): Learned {
  if (event.type === 'servers') {
    const servers = event.sources.map(({ url }) => ({
      url: url ?? '',
      isTurn: isTurnUrl(url ?? ''),
      saw: [],
      lent: [],
      ended: 'no' as const,
    }));
    return { ...learned, servers };
  }
  const lines =
    event.type === 'candidate' ? addAll(learned.lines, addressesOf(event.candidate)) : learned.lines;
  const server = learned.servers[event.source.index];
  if (!server) return { ...learned, lines };
  return { lines, servers: learned.servers.with(event.source.index, serverAfter(server, event)) };
}

/** The run after its end: who was still asked, was stopped. */
export function endRun(learned: Learned): Learned {
  return {
    ...learned,
    servers: learned.servers.map((server) =>
      server.ended === 'no' ? { ...server, ended: 'stopped' } : server,
    ),
  };
}

type Found = Extract<GatherEvent, { type: 'candidate' }>['candidate'];
type Classified = readonly (readonly [AddressClass, string])[];

/** The addresses that a candidate's line gives away. 0.0.0.0 and :: say that something is hidden. */
function addressesOf({ type, address, relatedAddress }: Found): Classified {
  const own: Classified = [[classOf(type, address), address]];
  const isTold =
    relatedAddress !== undefined &&
    !HIDDEN.has(relatedAddress) &&
    !(type === 'relay' && relatedAddress === address);
  if (!isTold) return own;
  // Of a relayed candidate the related address is the mapped one, of a reflexive one its base (RFC 8839 §5.1).
  return [...own, [type === 'relay' ? 'reflexive' : classOf('host', relatedAddress), relatedAddress]];
}

const HIDDEN: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function classOf(type: string, address: string): AddressClass {
  if (type === 'relay') return 'relay';
  if (type !== 'host') return 'reflexive';
  return address.toLowerCase().endsWith('.local') ? 'name' : 'host';
}

function serverAfter(server: ServerView, event: Exclude<GatherEvent, { type: 'servers' }>): ServerView {
  switch (event.type) {
    case 'candidate': {
      const found = addressesOf(event.candidate);
      const of = (wanted: AddressClass) =>
        found.filter(([kind]) => kind === wanted).map(([, address]) => address);
      return {
        ...server,
        saw: union(server.saw, of('reflexive')),
        lent: union(server.lent, of('relay')),
        atMs: server.atMs ?? event.atMs,
      };
    }
    case 'error':
      return { ...server, code: event.code };
    case 'server-done':
      return { ...server, ended: 'done' };
    case 'server-timeout':
      return { ...server, ended: 'silent' };
  }
}

function addAll(lines: Addresses, found: Classified): Addresses {
  return found.reduce<Addresses>(
    (known, [kind, address]) => ({ ...known, [kind]: union(known[kind], [address]) }),
    lines,
  );
}

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])];
}
