import { describe, expect, it } from 'vitest';
import type { GatherEvent } from '#src/live/gather-events.ts';
import { parseCandidate } from '#src/protocol/index.ts';
import { applyEvent, endRun, NOTHING_LEARNED } from './learned.ts';

const STUN = { index: 0, url: 'stun:stun.example' };
const TURN = { index: 1, url: 'turn:turn.example' };
const MACHINE = { index: -1, url: null };
const SERVERS: GatherEvent = { type: 'servers', sources: [STUN, TURN], atMs: 1 };

function found(source: typeof STUN | typeof MACHINE, rest: string, atMs = 10): GatherEvent {
  const line = `candidate:1 1 udp 1 ${rest}`;
  const parsed = parseCandidate(line);
  if (!parsed.ok) throw new Error(line);
  return { type: 'candidate', source, atMs, line, candidate: parsed.value };
}

const after = (...events: GatherEvent[]) => [SERVERS, ...events].reduce(applyEvent, NOTHING_LEARNED);

describe('what a line gives away', () => {
  it('is a name where the browser writes one, and an address where it doesn’t', () => {
    const { lines } = after(
      found(MACHINE, 'a.local 1 typ host'),
      found(MACHINE, '192.168.1.7 1 typ host'),
      found(MACHINE, '192.168.1.7 2 typ host'),
    );
    expect(lines).toMatchObject({ name: ['a.local'], host: ['192.168.1.7'] });
  });

  it('includes the related address: a base, or where the TURN server saw the machine (RFC 8839 §5.1)', () => {
    const { lines } = after(
      found(STUN, '203.0.113.9 1 typ srflx raddr 192.168.1.7 rport 2'),
      found(TURN, '192.0.2.1 1 typ relay raddr 203.0.113.10 rport 2'),
    );
    expect(lines).toEqual({
      host: ['192.168.1.7'],
      name: [],
      reflexive: ['203.0.113.9', '203.0.113.10'],
      relay: ['192.0.2.1'],
    });
  });

  it('is no more where that is hidden, or the relayed address once more, as Firefox writes', () => {
    const { lines, servers } = after(
      found(STUN, '203.0.113.9 1 typ srflx raddr 0.0.0.0 rport 0'),
      found(TURN, '192.0.2.1 1 typ relay raddr 192.0.2.1 rport 1'),
    );
    expect(lines).toEqual({ host: [], name: [], reflexive: ['203.0.113.9'], relay: ['192.0.2.1'] });
    expect(servers[1]).toMatchObject({ saw: [], lent: ['192.0.2.1'] });
  });
});

describe('what a server learned', () => {
  it('is what came over its own connection, with the time of the first answer', () => {
    const { servers } = after(
      found(STUN, '203.0.113.9 1 typ srflx raddr 0.0.0.0 rport 0', 31),
      found(TURN, '192.0.2.1 1 typ relay raddr 203.0.113.9 rport 2', 50),
      found(TURN, '192.0.2.1 2 typ relay raddr 203.0.113.9 rport 3', 70),
    );
    expect(servers).toMatchObject([
      { isTurn: false, saw: ['203.0.113.9'], lent: [], atMs: 31 },
      { isTurn: true, saw: ['203.0.113.9'], lent: ['192.0.2.1'], atMs: 50 },
    ]);
  });

  it('ends with silence, an error, or because the run was stopped', () => {
    const learned = after(
      { type: 'server-timeout', source: STUN, atMs: 6_000 },
      { type: 'error', source: TURN, atMs: 9, code: 401, text: '' },
    );
    expect(endRun(learned).servers).toMatchObject([{ ended: 'silent' }, { ended: 'stopped', code: 401 }]);
  });
});
