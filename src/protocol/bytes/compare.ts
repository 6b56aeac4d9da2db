/**
 * Whether two byte strings are equal, in a time that doesn't depend on where they differ:
 * who guesses a hash byte by byte must learn nothing from the clock.
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}
