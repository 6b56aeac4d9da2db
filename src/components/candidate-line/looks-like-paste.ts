/** How candidates, SDP and the JSON of both begin. No notation of bytes does. */
export function looksLikePaste(input: string): boolean {
  const text = input.trimStart();
  if (/^(?:(?:a=)?candidate:|v=0|[am]=)/.test(text)) return true;
  return text.startsWith('{') && /"(?:candidate|sdp)"\s*:/.test(text.slice(0, 1_000));
}
