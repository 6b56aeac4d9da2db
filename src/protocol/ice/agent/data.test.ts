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

  it('before there is a valid pair is not sent, and said so', () => {
    const { l } = connect({}, {}, () => []);
    const actions = l.agent.sendData(0, Uint8Array.of(128));
    expect(actions).toMatchObject([{ kind: 'trace', event: 'ignored', reason: 'no-selected-pair' }]);
  });
});
