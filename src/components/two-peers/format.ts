/** A time as tables show it: whole milliseconds. */
export function formatMs(ms: number): string {
  return String(Math.round(ms));
}
