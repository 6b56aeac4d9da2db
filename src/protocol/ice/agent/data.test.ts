import { describe, expect, it } from 'vitest';
import { connect } from './testing-session.ts';
import { address } from './testing.ts';

describe('data', () => {
  it('of a stranger is not handed on', () => {
    const { world, l } = connect();
    l.perform(l.agent.handlePacket(world.at, 1, address('203.0.113.9:9'), Uint8Array.of(128)));
    expect(l.of('data')).toEqual([]);
    expect(l.traced('ignored').at(-1)).toMatchObject({ reason: 'data-from-a-stranger' });
  });

  it('before a pair is nominated is sent for 30 seconds after its last answer, RFC 7675 §5.1', () => {
    // Its candidates are not complete while it waits for a server that doesn't answer.
    const servers = [{ kind: 'stun', address: address('192.0.2.2:3478') } as const];
    const { world, r, cut } = connect({ servers, nominateAfterMs: Infinity });
    cut();
    expect(r.agent.snapshot().selected).toEqual([]);
    const answeredAt = r.traced('check-answered').at(-1)?.at ?? NaN;
    world.run(answeredAt + 29_999);
    expect(r.agent.sendData(world.at, Uint8Array.of(128))).toMatchObject([{ kind: 'send' }]);
    world.run(answeredAt + 30_000);
    expect(r.agent.sendData(world.at, Uint8Array.of(128))).toMatchObject([{ reason: 'no-consent' }]);
  });

  it('before there is a valid pair is not sent, and said so', () => {
    const { l } = connect({}, {}, () => []);
    const actions = l.agent.sendData(0, Uint8Array.of(128));
    expect(actions).toMatchObject([{ kind: 'trace', event: 'ignored', reason: 'no-selected-pair' }]);
  });
});
