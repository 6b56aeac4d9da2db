import { describe, expect, it } from 'vitest';
import { METHOD, decodeStun, encodeStun, shortTermKey } from '../../../stun/index.ts';
import { L, R, connect } from '../testing-session.ts';
import { TestPeer, TestWorld, address, candidate } from '../testing.ts';

/** The peer's 487 to a request, protected with its password. */
function conflict(request: Uint8Array): Uint8Array {
  const decoded = decodeStun(request);
  if (!decoded.ok) throw new Error('no request');
  const { transactionId } = decoded.value;
  return encodeStun(
    {
      class: 'error',
      method: METHOD.Binding,
      transactionId,
      attributes: [{ type: 'ERROR-CODE', code: 487, reason: 'Role Conflict' }],
    },
    { integrity: { key: shortTermKey(R.pwd), algorithm: 'sha1' }, fingerprint: true },
  );
}

describe('a 487, RFC 8445 §7.2.5.1', () => {
  it('to a check of consent changes the role, and not the pair that was selected', () => {
    const { world, l, cut } = connect();
    const asked = l.traced('check-sent').length;
    cut();
    world.run(60_000, () => l.traced('check-sent').length > asked);
    const request = l.of('send').at(-1)?.bytes ?? new Uint8Array();
    l.perform(l.agent.handlePacket(world.at, 1, address('198.51.100.2:2000'), conflict(request)));
    expect(l.agent.snapshot()).toMatchObject({
      role: 'controlled',
      state: 'completed',
      selected: [{ pair: { state: 'succeeded' } }],
      checklists: [{ triggered: [] }],
    });
  });

  it('again and again ends in failure, as silence does', () => {
    const world = new TestWorld();
    const peer = address('198.51.100.2:2000');
    world.listen(peer, undefined, (_at, from, bytes) => world.send(peer, from, conflict(bytes)));
    const l = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
    });
    l.gather();
    l.perform(l.agent.setRemoteParameters(0, R));
    const told = candidate('candidate:1 1 UDP 2130706431 198.51.100.2 2000 typ host');
    l.perform(l.agent.addRemoteCandidate(0, told));
    world.run(60_000);
    expect(l.traced('role-switched').length).toBeGreaterThan(1);
    expect(l.agent.snapshot().state).toBe('failed');
    expect(l.traced('check-failed')).toHaveLength(1);
  });
});
