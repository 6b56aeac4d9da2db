import { describe, expect, it } from 'vitest';
import { decodeStun, encodeStun, findAttribute, shortTermKey } from '../../../stun/index.ts';
import { L, R } from '../testing-session.ts';
import { TestPeer, TestWorld, address } from '../testing.ts';
import type { AgentConfig } from '../types.ts';

describe('a Binding request, RFC 8445 §7.3', () => {
  const l = (config: Partial<AgentConfig> = {}) => {
    const world = new TestWorld();
    const peer = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
      ...config,
    });
    peer.gather();
    return peer;
  };
  const from = address('198.51.100.2:2000');
  const request = (
    username: string,
    pwd: string,
    attributes: readonly object[] = [{ type: 'PRIORITY', priority: 1 }],
  ) =>
    encodeStun(
      {
        class: 'request',
        method: 1,
        transactionId: new Uint8Array(12),
        attributes: [{ type: 'USERNAME', username }, ...(attributes as [])],
      },
      { integrity: { key: shortTermKey(pwd), algorithm: 'sha1' }, fingerprint: true },
    );
  const answerOf = (bytes: Uint8Array) => {
    const sent = l()
      .agent.handlePacket(0, 1, from, bytes)
      .find((action) => action.kind === 'send');
    const decoded = sent && decodeStun(sent.bytes);
    if (!decoded?.ok) return undefined;
    return decoded.value.class === 'success' ? 'success' : findAttribute(decoded.value, 'ERROR-CODE')?.code;
  };

  it.each([
    ['is answered before anything is known of the peer', request('LFRAG:RFRAG', L.pwd), 'success'],
    ['of another session is refused', request('OTHER:RFRAG', L.pwd), 401],
    ['with one fragment only is refused', request('LFRAG', L.pwd), 401],
    ['with a wrong password is refused', request('LFRAG:RFRAG', R.pwd), 401],
    ['without PRIORITY is refused (§7.1.1)', request('LFRAG:RFRAG', L.pwd, []), 400],
    [
      'with an attribute that must be understood is refused (RFC 8489 §6.3.1)',
      request('LFRAG:RFRAG', L.pwd, [{ type: 'unknown', code: 0x7abc, value: new Uint8Array() }]),
      420,
    ],
    [
      'with a wish that an agent does not fulfil is refused (RFC 5780 §6.1)',
      request('LFRAG:RFRAG', L.pwd, [{ type: 'CHANGE-REQUEST', changeAddress: false, changePort: true }]),
      420,
    ],
  ] as const)('%s', (_what, bytes, answer) => {
    expect(answerOf(bytes)).toBe(answer);
  });

  it('without FINGERPRINT is no check: "It MUST utilize the FINGERPRINT mechanism."', () => {
    const bytes = encodeStun(
      {
        class: 'request',
        method: 1,
        transactionId: new Uint8Array(12),
        attributes: [
          { type: 'USERNAME', username: 'LFRAG:RFRAG' },
          { type: 'PRIORITY', priority: 1 },
        ],
      },
      { integrity: { key: shortTermKey(L.pwd), algorithm: 'sha1' } },
    );
    expect(answerOf(bytes)).toBeUndefined();
  });

  it.each([
    ['a full agent', {}],
    ['a lite agent', { lite: true }],
  ])('from ever new addresses fills no memory of %s, and those that are known go on', (_who, config) => {
    const peer = l({ role: 'controlled', pairLimit: 10, ...config });
    peer.perform(peer.agent.setRemoteParameters(0, R));
    const check = request('LFRAG:RFRAG', L.pwd);
    for (let port = 2000; port < 2100; port += 1)
      peer.perform(peer.agent.handlePacket(0, 1, { ...from, port }, check));
    expect(peer.agent.snapshot().remote).toHaveLength(10);
    const before = peer.traced('request-received').length;
    peer.perform(peer.agent.handlePacket(0, 1, from, check));
    expect(peer.traced('request-received')).toHaveLength(before + 1);
  });

  it('that is answered triggers a check as soon as the password of the peer is known', () => {
    const peer = l();
    peer.perform(peer.agent.handlePacket(0, 1, from, request('LFRAG:RFRAG', L.pwd)));
    expect(peer.traced('check-sent')).toEqual([]);
    peer.perform(peer.agent.setRemoteParameters(10, R));
    expect(peer.traced('check-sent')).toMatchObject([{ check: 'triggered' }]);
  });
});
