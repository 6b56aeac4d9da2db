import { type GatherEvent, type GatherSource, THIS_MACHINE } from '#src/live/gather-events.ts';
import { parseCandidate } from '#src/protocol/index.ts';
import { applyEvent, type Run, startRun } from './run.ts';

/** Lines as Chromium 156 and Firefox 153 wrote them, for tests. */
export const LINES = {
  chromiumHost:
    'candidate:808324039 1 udp 2113937151 133a6c1c-7488-4815-aa68-8a55a047b82e.local 54620 typ host generation 0 ufrag /Bps network-cost 999',
  chromiumSrflx:
    'candidate:759836312 1 udp 1677729535 203.0.113.9 51666 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag 7ItH network-cost 999',
  chromiumRelay:
    'candidate:2507312184 1 udp 50339839 198.51.100.2 50104 typ relay raddr 203.0.113.9 rport 52611 generation 0 ufrag PVLT network-cost 999',
  firefoxTcpHost:
    'candidate:2 1 TCP 2105458943 2a7a5734-37d5-4ebb-bf4e-ed5b97b1a381.local 9 typ host tcptype active',
  firefoxRelay: 'candidate:2 1 UDP 92151807 198.51.100.2 50049 typ relay raddr 198.51.100.2 rport 50049',
} as const;

export const STUN: GatherSource = { index: 0, url: 'stun:stun.example.org' };
export const TURN: GatherSource = { index: 1, url: 'turn:turn.example.org' };

export function candidateEvent(source: GatherSource, line: string, atMs: number): GatherEvent {
  const parsed = parseCandidate(line);
  if (!parsed.ok) throw new Error(`no candidate: ${line}`);
  return { type: 'candidate', source, atMs, line, candidate: parsed.value };
}

/** A run with the connection without servers, after the given events. */
export function runAfter(events: readonly GatherEvent[]): Run {
  return events.reduce(applyEvent, startRun([THIS_MACHINE]));
}
