import { describe, expect, it } from 'vitest';
import { silentServerNear } from './silent-server.ts';

describe('a STUN URL that nobody answers', () => {
  it('is a configured server with a wrong port, not one on loopback where there is another', () => {
    expect(silentServerNear(['stun:127.0.0.1:3478', 'turn:192.0.2.2:3478?transport=tcp'])).toBe(
      'stun:192.0.2.2:3477',
    );
    expect(silentServerNear(['turn:[2001:db8::1]:3478'])).toBe('stun:[2001:db8::1]:3477');
  });

  it('is on loopback where nothing else is known', () => {
    expect(silentServerNear([])).toBe('stun:127.0.0.1:3477');
    expect(silentServerNear(['stun:localhost'])).toBe('stun:localhost:3477');
    expect(silentServerNear(['not a url'])).toBe('stun:127.0.0.1:3477');
  });

  it('avoids a port that is in use there', () => {
    expect(silentServerNear(['stun:192.0.2.2:3477'])).toBe('stun:192.0.2.2:3476');
  });
});
