export type Role = 'controlling' | 'controlled';

/** A pair by the priorities of its candidates. */
export interface Pair {
  local: number;
  remote: number;
}

/** RFC 8445 §6.1.2.3, exactly. */
function priorityOf(controlling: number, controlled: number): bigint {
  const g = BigInt(controlling);
  const d = BigInt(controlled);
  const [smaller, larger] = g < d ? [g, d] : [d, g];
  return 2n ** 32n * smaller + 2n * larger + (g > d ? 1n : 0n);
}

/** The priority of a pair, in decimal digits. */
export function pairPriority(controlling: number, controlled: number): string {
  return priorityOf(controlling, controlled).toString();
}

/** The pairs of a checklist, highest priority first. */
export function orderPairs(role: Role, pairs: Pair[]): Pair[] {
  const of = ({ local, remote }: Pair): bigint =>
    role === 'controlling' ? priorityOf(local, remote) : priorityOf(remote, local);
  return [...pairs].sort((one, other) => {
    const [a, b] = [of(one), of(other)];
    if (a === b) return 0;
    return a > b ? -1 : 1;
  });
}
