import { describe, expect, it } from 'vitest';
import { asIceServers } from './ice-servers.ts';

describe('a stored list of ICE servers', () => {
  it('is taken as it is, without unknown fields', () => {
    expect(
      asIceServers([
        { urls: 'stun:192.0.2.1:3478', extra: 1 },
        { urls: ['turn:192.0.2.1:3478?transport=udp'], username: 'u', credential: 'c' },
      ]),
    ).toEqual([
      { urls: 'stun:192.0.2.1:3478' },
      { urls: ['turn:192.0.2.1:3478?transport=udp'], username: 'u', credential: 'c' },
    ]);
  });

  it.each([undefined, null, {}, 'stun:192.0.2.1', [{}], [{ urls: [] }], [{ urls: [1] }], [null]])(
    '%j is no list',
    (value) => {
      expect(asIceServers(value)).toBeUndefined();
    },
  );
});
