export type Role = 'controlling' | 'controlled';

/** A pair by the priorities of its candidates. */
export interface Pair {
  local: number;
  remote: number;
}

/** The priority of a pair, in decimal digits. RFC 8445 §6.1.2.3. */
export function pairPriority(controlling: number, controlled: number): string {
  return String(controlling + controlled);
}

/** The pairs of a checklist, highest priority first. */
export function orderPairs(role: Role, pairs: Pair[]): Pair[] {
  // Whose priority is G, and whose is D? That depends on the role.
  void role;
  return pairs;
}

console.log(pairPriority(1, 5000), 'should be 4294977296');
console.log(pairPriority(5000, 1), 'should be 4294977297');
