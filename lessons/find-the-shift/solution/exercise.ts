/** A pair by the priorities that the two agents give their candidates. */
export interface Pair {
  controlling: number;
  controlled: number;
}

/** 2^32·MIN(G,D) + 2·MAX(G,D) + (G>D ? 1 : 0), RFC 8445 §6.1.2.3. */
function pairPriority({ controlling, controlled }: Pair): bigint {
  const smaller = BigInt(Math.min(controlling, controlled));
  const larger = BigInt(Math.max(controlling, controlled));
  return (1n << 32n) * smaller + 2n * larger + (controlling > controlled ? 1n : 0n);
}

/** The pairs in the order in which they are checked: highest priority first. */
export function sortChecklist(pairs: Pair[]): Pair[] {
  return [...pairs].sort((one, other) => {
    const [a, b] = [pairPriority(one), pairPriority(other)];
    if (a === b) return 0;
    return a > b ? -1 : 1;
  });
}
