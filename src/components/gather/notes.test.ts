import { THIS_MACHINE } from '#src/live/gather-events.ts';
import { describe, expect, it } from 'vitest';
import { notesOn } from './notes.ts';
import { candidateEvent, LINES, runAfter, STUN, TURN } from './test-rows.ts';

const HOST = candidateEvent(THIS_MACHINE, LINES.chromiumHost, 5);
const rowsOf = (...events: Parameters<typeof runAfter>[0]) => runAfter(events).rows;
const kinds = (result: Parameters<typeof notesOn>[0]) => notesOn(result).map(({ kind }) => kind);

describe('what a result lets the reader notice', () => {
  it('tells the story of host, srflx and relay', () => {
    const rows = rowsOf(
      HOST,
      candidateEvent(STUN, LINES.chromiumSrflx, 31),
      candidateEvent(TURN, LINES.chromiumRelay, 90),
    );
    expect(notesOn({ rows, policy: 'all', urls: ['stun:a', 'turn:b'] })).toEqual([
      { kind: 'mdns', count: 1 },
      { kind: 'hostsOnce' },
      { kind: 'natSeen', address: '203.0.113.9' },
      { kind: 'relay', count: 1 },
    ]);
  });

  it('says when a server on the reader’s own side of the NAT saw them', () => {
    const line = LINES.chromiumSrflx.replace('203.0.113.9', '192.168.1.7');
    expect(notesOn({ rows: rowsOf(candidateEvent(STUN, line, 3)), policy: 'all', urls: ['turn:b'] })).toEqual(
      [{ kind: 'noNatSeen', address: '192.168.1.7' }],
    );
  });

  it('explains ports that differ only by the connection', () => {
    const other = LINES.chromiumSrflx.replace('51666', '51667');
    const rows = rowsOf(candidateEvent(STUN, LINES.chromiumSrflx, 3), candidateEvent(TURN, other, 4));
    expect(kinds({ rows, policy: 'all', urls: ['turn:b'] })).toEqual(['natSeen', 'ports']);
  });

  it('says what is missing: servers, TURN, or a reason to ask STUN', () => {
    expect(kinds({ rows: rowsOf(HOST), policy: 'all', urls: [] })).toEqual(['mdns', 'noServers', 'noTurn']);
    expect(kinds({ rows: [], policy: 'all', urls: ['stun:a'] })).toEqual(['noTurn']);
    expect(kinds({ rows: [], policy: 'relay', urls: ['stun:a'] })).toEqual(['relayOnlyNoTurn']);
    expect(kinds({ rows: [], policy: 'relay', urls: ['turn:a'] })).toEqual(['relayOnly']);
  });
});
