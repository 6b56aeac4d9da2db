import { afterEach, describe, expect, it, vi } from 'vitest';
import { findIceControl } from './ice-control.ts';

interface Call {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

/** Answers every request with these headers and this status, and keeps what was asked. */
function answerWith(headers: Record<string, string>, status = 200): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    calls.push({ url, init });
    return Promise.resolve(new Response(null, { status, headers }));
  });
  return calls;
}

describe('the control of the embedded server', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is where the list of servers says it is', async () => {
    const calls = answerWith({ 'Icebreaker-Control': '/base/ice-control' });
    const control = await findIceControl();
    expect(await control?.expireCredentials()).toBe(true);
    expect(await control?.setPaused(true)).toBe(true);
    expect(await control?.setPaused(false, { address: '192.0.2.1', port: 50_000 })).toBe(true);
    expect(calls.map(({ url, init }) => [init?.method, url, init?.body])).toEqual([
      ['HEAD', '/ice-servers.json', undefined],
      ['POST', '/base/ice-control', '{"action":"expire-credentials"}'],
      ['POST', '/base/ice-control', '{"action":"pause"}'],
      [
        'POST',
        '/base/ice-control',
        '{"action":"resume","relayedAddress":{"address":"192.0.2.1","port":50000}}',
      ],
    ]);
  });

  it('is not there where the list says nothing of it, as on a static host', async () => {
    answerWith({});
    expect(await findIceControl()).toBeUndefined();
  });

  it.each(['//elsewhere.example/', 'https://elsewhere.example/', '/\\elsewhere.example', '/'])(
    'is never on another site: %s',
    async (path) => {
      answerWith({ 'Icebreaker-Control': path });
      expect(await findIceControl()).toBeUndefined();
    },
  );

  it('is not there when nothing answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    expect(await findIceControl()).toBeUndefined();
  });

  it('says so when the server would not', async () => {
    answerWith({ 'Icebreaker-Control': '/ice-control' }, 403);
    const control = await findIceControl();
    expect(await control?.expireCredentials()).toBe(false);
  });
});
