import { describe, expect, it } from 'vitest';
import { flattenIceServers, readSiteList } from './ice-servers.ts';

describe('the site’s list, /ice-servers.json', () => {
  it('is an array of RTCIceServer, and may be empty', () => {
    expect(readSiteList('[]')).toEqual({ ok: true, value: [] });
    const list = [
      { urls: ['turn:example.org'], username: 'u', credential: 'p' },
      { urls: 'stun:example.org' },
    ];
    expect(readSiteList(JSON.stringify(list))).toEqual({ ok: true, value: list });
  });

  it.each([
    '',
    '{}',
    'null',
    '<!doctype html>',
    '[{}]',
    '[{"urls":[]}]',
    '[{"urls":5}]',
    '[{"urls":"a","username":5}]',
  ])('is refused when it is %j', (json) => {
    expect(readSiteList(json)).toEqual({ ok: false, error: { kind: 'malformed' } });
  });
});

describe('one entry for each URL', () => {
  it('repeats the credentials of a server with several URLs', () => {
    expect(
      flattenIceServers([
        { urls: ['turn:a', 'turns:a'], username: 'u', credential: 'p' },
        { urls: 'stun:b' },
      ]),
    ).toEqual([
      { url: 'turn:a', username: 'u', credential: 'p' },
      { url: 'turns:a', username: 'u', credential: 'p' },
      { url: 'stun:b' },
    ]);
  });
});
