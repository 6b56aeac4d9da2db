import { type Random, randomFor } from '../random.ts';
import type { LinkSpec } from '../scene/types.ts';

/** A cable while packets cross it. */
export interface Link {
  spec: Required<LinkSpec>;
  isCut: boolean;
  readonly random: Random;
  /** When the last packet that kept its place arrives: `out` from the node to the network, `in` the other way. */
  readonly last: Record<'in' | 'out', number>;
}

const DEFAULTS: Required<LinkSpec> = { latencyMs: 5, jitterMs: 0, loss: 0, reordering: 0, mtuBytes: 1500 };

export function createLink(seed: number, name: string, spec: LinkSpec | undefined): Link {
  return {
    spec: completeLink(spec),
    isCut: false,
    random: randomFor(seed, `link ${name}`),
    last: { in: -Infinity, out: -Infinity },
  };
}

export function completeLink(spec: LinkSpec | undefined): Required<LinkSpec> {
  return { ...DEFAULTS, ...spec };
}

/** How a packet fares on a cable. */
export type Crossing =
  { readonly arrivesAt: number } | { readonly lost: 'link-cut' | 'link-loss' | 'too-big' };

/**
 * Sends a packet of so many bytes (with its IP header) over a cable. Jitter keeps the order; a packet that is
 * reordered takes half as long again and lets the next ones pass.
 */
export function cross(link: Link, at: number, way: 'in' | 'out', bytes: number): Crossing {
  const { latencyMs, jitterMs, loss, reordering, mtuBytes } = link.spec;
  if (link.isCut) return { lost: 'link-cut' };
  if (bytes > mtuBytes) return { lost: 'too-big' };
  // Nothing is drawn where there is no chance: a perfect link costs nothing.
  if (loss > 0 && link.random() < loss) return { lost: 'link-loss' };
  const jitter = jitterMs > 0 ? link.random() * jitterMs : 0;
  const arrivesAt = toMicroseconds(at + latencyMs + jitter);
  if (reordering > 0 && link.random() < reordering)
    return { arrivesAt: toMicroseconds(arrivesAt + latencyMs / 2 + 1) };
  link.last[way] = Math.max(link.last[way], arrivesAt);
  return { arrivesAt: link.last[way] };
}

/** A trace is exported in microseconds: so nothing happens between two of them. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
