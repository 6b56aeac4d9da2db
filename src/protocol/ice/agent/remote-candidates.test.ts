import { describe, expect, it } from 'vitest';
import { parseCandidate } from '../candidate.ts';
import { L, R } from './testing-session.ts';
import { TestPeer, TestWorld, address } from './testing.ts';

describe('trickled candidates, RFC 8838', () => {
  const add = (peer: TestPeer, line: string) => {
    const parsed = parseCandidate(line);
    if (!parsed.ok) throw new Error(line);
    peer.perform(peer.agent.addRemoteCandidate(0, parsed.value));
    return peer.traced('remote-candidate-ignored').at(-1)?.reason;
  };
  const make = () => {
    const peer = new TestPeer(
      new TestWorld(() => []),
      [{ address: address('198.51.100.1:1000') }],
      undefined,
      {
        role: 'controlling',
        credentials: L,
      },
    );
    peer.gather();
    peer.perform(peer.agent.setRemoteParameters(0, R));
    return peer;
  };

  it.each([
    ['of TCP', 'candidate:1 1 TCP 1 198.51.100.9 9 typ host tcptype active', 'transport'],
    ['with a name', 'candidate:1 1 UDP 1 6e6f.local 9 typ host', 'no-ip-address'],
    ['of another component', 'candidate:1 2 UDP 1 198.51.100.9 9 typ host', 'unknown-stream'],
    [
      'of a session before the restart (§9)',
      'candidate:1 1 UDP 1 198.51.100.9 9 typ host ufrag OLD',
      'old-ufrag',
    ],
    ['of this session', 'candidate:1 1 UDP 1 198.51.100.9 9 typ host ufrag RFRAG', undefined],
  ])('%s', (_what, line, reason) => {
    const peer = make();
    expect(add(peer, line)).toBe(reason);
    expect(peer.agent.snapshot().remote).toHaveLength(reason === undefined ? 1 : 0);
  });

  it('after the end of candidates are ignored (§14)', () => {
    const peer = make();
    peer.perform(peer.agent.addRemoteEndOfCandidates(0));
    expect(add(peer, 'candidate:1 1 UDP 1 198.51.100.9 9 typ host')).toBe('after-end-of-candidates');
  });

  it('beyond the limit make room for the better one only (§11, item 5)', () => {
    const peer = new TestPeer(
      new TestWorld(() => []),
      [{ address: address('198.51.100.1:1000') }],
      undefined,
      {
        role: 'controlling',
        credentials: L,
        pairLimit: 3,
      },
    );
    peer.gather();
    for (const [index, priority] of [50, 40, 30, 20, 60].entries())
      add(peer, `candidate:${index} 1 UDP ${priority} 198.51.100.9 ${index + 1} typ host`);
    const [checklist] = peer.agent.snapshot().checklists;
    expect(checklist?.pairs.map(({ remote }) => remote.priority)).toEqual([60, 50, 40]);
  });
});
