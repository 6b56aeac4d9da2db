import type { Rfc4787Behaviour } from '../scene/types.ts';

/** The ports of one outside address, of one protocol. */
export interface PortPool {
  /** A port for what inside sends from `inside`; undefined where every one is taken. */
  take(inside: number): number | undefined;
  release(port: number): void;
}

interface Candidates {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/** Which ports may stand for an inside one. */
function candidatesFor(inside: number, keepsParity: boolean): Candidates {
  // RFC 4787 §4.2.1, REQ-3a: of 0-1023 and 1024-65535 the same range. Nobody is reached at port 0.
  const [lowest, last] = inside < 1024 ? [1, 1023] : [1024, 65_535];
  const step = keepsParity ? 2 : 1;
  const first = keepsParity && lowest % 2 !== inside % 2 ? lowest + 1 : lowest;
  return { first, step, count: Math.floor((last - first) / step) + 1 };
}

/** @param random uniform in [0, 1) */
export function createPortPool(
  { ports = 'preserving', keepsParity = true }: Pick<Rfc4787Behaviour, 'ports' | 'keepsParity'>,
  random: () => number,
): PortPool {
  const taken = new Set<number>();
  /** By the first of the candidates, which are never the ones of others. */
  const used = new Map<number, { count: number; nextIndex: number }>();

  const classOf = (first: number): { count: number; nextIndex: number } => {
    const known = used.get(first) ?? { count: 0, nextIndex: 0 };
    used.set(first, known);
    return known;
  };

  /** The first free one from a place on, as Linux looks for it, too. */
  const findFree = ({ first, step, count }: Candidates, start: number): number | undefined => {
    for (let i = 0; i < count; i++) {
      const port = first + ((start + i) % count) * step;
      if (!taken.has(port)) return port;
    }
    return undefined;
  };

  return {
    take(inside) {
      const candidates = candidatesFor(inside, keepsParity);
      const { first, step, count } = candidates;
      const own = classOf(first);
      if (own.count === count) return undefined;
      const isKept = ports === 'preserving' && inside > 0 && !taken.has(inside);
      // RFC 7857 §9: one that must be changed is drawn at random.
      const start = ports === 'sequential' ? own.nextIndex : isKept ? 0 : Math.floor(random() * count);
      const port = isKept ? inside : findFree(candidates, start);
      if (port === undefined) return undefined;
      taken.add(port);
      own.count += 1;
      own.nextIndex = ((port - first) / step + 1) % count;
      return port;
    },
    release(port) {
      if (taken.delete(port)) classOf(candidatesFor(port, keepsParity).first).count -= 1;
    },
  };
}
