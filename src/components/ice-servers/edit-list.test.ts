import { describe, expect, it } from 'vitest';
import { applyDraft, MAX_SERVERS } from './edit-list.ts';

const STUN = { url: 'stun:stun.example.org' };
const TURN = { url: 'turn:turn.example.org', username: 'ada', credential: 'secret' };

describe('editing the learner’s list of servers', () => {
  it('adds a server at the end', () => {
    expect(applyDraft([STUN], { url: TURN.url, username: 'ada', credential: 'secret' })).toEqual({
      ok: true,
      value: [STUN, TURN],
    });
  });

  it('keeps the password of an edited server unless a new one is given', () => {
    const url = 'turn:turn.example.org?transport=tcp';
    expect(applyDraft([STUN, TURN], { url, username: 'ada', credential: '' }, 1)).toEqual({
      ok: true,
      value: [STUN, { ...TURN, url }],
    });
    expect(applyDraft([TURN], { url, username: 'bob', credential: 'new' }, 0)).toEqual({
      ok: true,
      value: [{ url, username: 'bob', credential: 'new' }],
    });
  });

  it('forgets username and password when a TURN server becomes a STUN server', () => {
    expect(applyDraft([TURN], { url: STUN.url, username: 'ada', credential: '' }, 0)).toEqual({
      ok: true,
      value: [STUN],
    });
  });

  it('trims what a paste brings along', () => {
    expect(applyDraft([], { url: ` ${TURN.url}\n`, username: ' ada ', credential: 'secret' })).toEqual({
      ok: true,
      value: [TURN],
    });
  });

  it('says which field is wrong', () => {
    const add = (url: string, username = '', credential = '') =>
      applyDraft([STUN], { url, username, credential });
    expect(add('turn://x')).toEqual({ ok: false, error: { field: 'url', kind: 'slashes' } });
    expect(add(STUN.url)).toEqual({ ok: false, error: { field: 'url', kind: 'duplicate' } });
    expect(add(TURN.url)).toEqual({ ok: false, error: { field: 'username', kind: 'missing' } });
    expect(add(TURN.url, 'ada')).toEqual({ ok: false, error: { field: 'credential', kind: 'missing' } });
  });

  it('stops at a number that browsers still gather with', () => {
    const full = Array.from({ length: MAX_SERVERS }, (_, n) => ({ url: `stun:${n}.example.org` }));
    const draft = { url: 'stun:more.example.org', username: '', credential: '' };
    expect(applyDraft(full, draft)).toEqual({ ok: false, error: { field: 'url', kind: 'too-many' } });
    expect(applyDraft(full, draft, 3).ok).toBe(true);
  });
});
