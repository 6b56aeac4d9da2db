import { type Candidate, parseCandidate } from '#src/protocol/index.ts';

/** What an idle instrument shows, as an example: the priorities that RFC 8445 recommends; addresses of RFC 5737. */
export const EXAMPLE: readonly Candidate[] = [
  'candidate:1 1 udp 2130706431 192.0.2.7 54321 typ host',
  'candidate:2 1 udp 1694498815 203.0.113.9 54321 typ srflx raddr 192.0.2.7 rport 54321',
  'candidate:3 1 udp 16777215 198.51.100.7 50020 typ relay raddr 203.0.113.9 rport 54321',
].flatMap((line) => {
  const parsed = parseCandidate(line);
  return parsed.ok ? [parsed.value] : [];
});
