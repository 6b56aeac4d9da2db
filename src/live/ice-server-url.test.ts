import { describe, expect, it } from 'vitest';
import { isTurnUrl, parseIceUrl } from './ice-server-url.ts';

describe('STUN and TURN URIs', () => {
  it.each([
    // RFC 7064 §3.2 and RFC 7065 §3.2: default ports 3478 and 5349; a turns URI means TCP.
    ['stun:example.org', 'stun', 'example.org', 3478, 'udp'],
    ['stuns:example.org', 'stuns', 'example.org', 5349, 'tcp'],
    ['stun:example.org:8000', 'stun', 'example.org', 8000, 'udp'],
    // RFC 7065, the examples of its appendix.
    ['turn:example.org', 'turn', 'example.org', 3478, 'udp'],
    ['turns:example.org', 'turns', 'example.org', 5349, 'tcp'],
    ['turn:example.org:8000', 'turn', 'example.org', 8000, 'udp'],
    ['turn:example.org?transport=udp', 'turn', 'example.org', 3478, 'udp'],
    ['turn:example.org?transport=tcp', 'turn', 'example.org', 3478, 'tcp'],
    ['turn:example.org:8000?transport=tcp', 'turn', 'example.org', 8000, 'tcp'],
    ['turns:example.org?transport=tcp', 'turns', 'example.org', 5349, 'tcp'],
    ['turn:192.0.2.1:3478', 'turn', '192.0.2.1', 3478, 'udp'],
    ['turn:[2001:db8::1]:3478?transport=tcp', 'turn', '2001:db8::1', 3478, 'tcp'],
    [' STUN:Example.org ', 'stun', 'Example.org', 3478, 'udp'],
  ])('%s', (url, scheme, host, port, transport) => {
    expect(parseIceUrl(url)).toEqual({ ok: true, value: { scheme, host, port, transport } });
  });

  it.each([
    ['', 'empty'],
    ['example.org', 'no-scheme'],
    ['turn.example.org:3478', 'no-scheme'],
    ['localhost:3478', 'no-scheme'],
    ['http://example.org', 'unknown-scheme'],
    ['turn://example.org', 'slashes'],
    ['turn:', 'no-host'],
    ['stun::3478', 'no-host'],
    ['turn:example.org/path', 'bad-host'],
    ['turn:exa mple.org', 'bad-host'],
    ['turn:[2001:db8::1', 'bad-host'],
    ['turn:user@example.org', 'user-in-url'],
    ['turn:2001:db8::1', 'bare-ipv6'],
    ['stun:example.org:', 'bad-port'],
    ['stun:example.org:0', 'bad-port'],
    ['stun:example.org:65536', 'bad-port'],
    ['stun:example.org:port', 'bad-port'],
    // RFC 7064 §3.1 has no query; Chromium and Firefox refuse one.
    ['stun:example.org?transport=udp', 'stun-query'],
    ['turn:example.org?', 'bad-query'],
    ['turn:example.org?transport=udp&x=1', 'bad-query'],
    ['turn:example.org?transport=sctp', 'bad-transport'],
  ])('%s is refused: %s', (url, error) => {
    expect(parseIceUrl(url)).toEqual({ ok: false, error });
  });

  it('knows which of them ask for a relay', () => {
    expect(['stun:a', 'turn:a', 'TURNS:a', 'stuns:turn:a'].map(isTurnUrl)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
