/** Milliseconds as a table shows them: one decimal below ten, none above. */
export function formatMs(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}
