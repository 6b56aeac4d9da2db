import { Foundations } from '#src/protocol/ice/foundation.ts';
import { TYPE_PREFERENCE, candidatePriority } from '#src/protocol/ice/priority.ts';
import type { ListedCandidate } from '#src/protocol/ice/agent/checklist/steps.ts';

/** The candidates that a side of the picture may have, in the order of their priorities. */
export const KINDS = ['host6', 'host4', 'link6', 'srflx', 'relay'] as const;
export type Kind = (typeof KINDS)[number];
export type Side = 'own' | 'peer';

/** The data streams by their number. */
export const STREAMS = ['audio', 'video'] as const;

/** A candidate of the picture. */
export interface GridCandidate extends ListedCandidate {
  readonly kind: Kind;
}

interface Recipe {
  readonly type: 'host' | 'srflx' | 'relay';
  readonly family: 4 | 6;
  readonly localPreference: number;
  /** The addresses of both sides: those of RFC 1918, RFC 3849 and RFC 5737. */
  readonly address: Readonly<Record<Side, string>>;
  readonly port: number;
  readonly base?: Kind;
}

const RECIPES: Readonly<Record<Kind, Recipe>> = {
  host6: {
    type: 'host',
    family: 6,
    localPreference: 65_535,
    address: { own: '2001:db8:a::7', peer: '2001:db8:b::5' },
    port: 5000,
  },
  host4: {
    type: 'host',
    family: 4,
    localPreference: 65_534,
    address: { own: '192.168.1.7', peer: '10.0.0.5' },
    port: 5000,
  },
  link6: {
    type: 'host',
    family: 6,
    localPreference: 65_533,
    address: { own: 'fe80::7', peer: 'fe80::5' },
    port: 5000,
  },
  srflx: {
    type: 'srflx',
    family: 4,
    localPreference: 65_535,
    address: { own: '203.0.113.9', peer: '198.51.100.99' },
    port: 40_000,
    base: 'host4',
  },
  relay: {
    type: 'relay',
    family: 4,
    localPreference: 65_535,
    address: { own: '192.0.2.7', peer: '192.0.2.8' },
    port: 50_000,
  },
};

/** The candidates of a side, by stream and kind. Each stream has ports of its own. */
export function candidatesOf(side: Side, kinds: readonly Kind[], streams: number): GridCandidate[] {
  const foundations = new Foundations();
  return Array.from({ length: streams }, (_, stream) =>
    KINDS.filter((kind) => kinds.includes(kind)).map((kind) => make(side, kind, stream, foundations)),
  ).flat();
}

function make(side: Side, kind: Kind, stream: number, foundations: Foundations): GridCandidate {
  const { type, family, localPreference, address, port, base } = RECIPES[kind];
  const own = { family, address: address[side], port: port + 2 * stream };
  const from = base ? RECIPES[base] : undefined;
  const baseAddress = from ? { address: from.address[side], port: from.port + 2 * stream } : own;
  return {
    kind,
    type,
    stream,
    component: 1,
    address: own,
    base: { address: baseAddress.address, port: baseAddress.port },
    priority: candidatePriority({ typePreference: TYPE_PREFERENCE[type], localPreference, component: 1 }),
    foundation: foundations.foundationFor({ type, baseAddress: baseAddress.address, transport: 'udp' }),
  };
}

/** `host`, `srflx` or `relay`. */
export function typeOf(kind: Kind): Recipe['type'] {
  return RECIPES[kind].type;
}
