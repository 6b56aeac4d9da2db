import { describe, expect, it } from 'vitest';
import type { Exchange } from '#src/live/http-signalling.ts';
import type { SentSignal } from '#src/live/signalling.ts';
import type { PeersEvent } from '#src/live/two-peers.ts';
import { diagnose } from './diagnosis.ts';
import { NOTHING_YET, withEvent, withExchange, withFault, type Trial } from './trial.ts';
import { wordsOf } from './words.ts';

const offer: SentSignal = { number: 1, from: 'a', what: 'offer', text: 'v=0' };
const candidate: SentSignal = { number: 2, from: 'a', what: 'candidate', text: 'candidate:1' };
const sent = (signal: SentSignal): PeersEvent => ({ type: 'sent', atMs: 1, signal });
const arrived = (signal: SentSignal): PeersEvent => ({ type: 'arrived', atMs: 2, signal });
const message = (peer: 'a' | 'b'): PeersEvent => ({ type: 'message', atMs: 3, peer, text: 'hello' });
const after = (...events: PeersEvent[]): Trial => events.reduce(withEvent, NOTHING_YET);
const post: Exchange = { number: 1, peer: 'a', method: 'POST', path: '/rooms/r/a', carried: ['offer'] };
const get: Exchange = { number: 2, peer: 'b', method: 'GET', path: '/rooms/r/b', carried: [] };
const noPath = { kind: 'no-path', ms: 12_000 } as const;
const said = (trial: Trial) => wordsOf(diagnose(trial, noPath), 'en').what;

describe('why two peers did not meet', () => {
  it('a message that was taken and not given away is lost', () => {
    expect(said(after(sent(offer), sent(candidate), arrived(candidate)))).toBe(
      'Lost: your server took from A what B never got: offer.',
    );
  });

  it('a POST without an answer holds up all that would follow it', () => {
    const trial = withExchange(after(sent(offer), sent(candidate)), post);
    expect(said(trial)).toBe('A posted its offer and never got an answer.');
    const given = withExchange(trial, { ...post, outcome: { why: 'given-up' } });
    expect(diagnose(given, noPath)).toEqual({ kind: 'unanswered', peer: 'a', what: 'offer' });
  });

  it('messages that all arrived, but in another order or twice', () => {
    const overtaken = after(sent(offer), sent(candidate), arrived(candidate), arrived(offer));
    expect(diagnose(overtaken, noPath)).toEqual({ kind: 'flawed', flaws: ['reorders'] });
    const repeated = after(sent(offer), arrived(offer), sent(candidate), arrived(candidate), arrived(offer));
    expect(diagnose(repeated, noPath)).toEqual({ kind: 'flawed', flaws: ['repeats'] });
  });

  it('none of these: the server did its part', () => {
    expect(diagnose(after(sent(offer), arrived(offer)), noPath)).toEqual({ kind: 'no-path', seconds: 12 });
  });

  it('the first answer that shows a fault, with the request in words', () => {
    const over = { ...post, outcome: { status: 409 } };
    const trial = withFault(withFault(NOTHING_YET, { kind: 'status', exchange: over }), {
      kind: 'not-a-list',
      exchange: get,
    });
    const words = wordsOf(diagnose(trial, { kind: 'fault' }), 'en');
    expect(words.what).toBe('POST /rooms/r/a (offer) was answered with 409.');
    expect(words.looks).toHaveLength(1);
  });

  it('a program without a server, or without an end of its own', () => {
    expect(diagnose(NOTHING_YET, { kind: 'never-listened', ms: 3000 })).toEqual({
      kind: 'never-listened',
      seconds: 3,
    });
    expect(diagnose(NOTHING_YET, { kind: 'exited', code: 1 })).toEqual({ kind: 'exited', code: 1 });
  });
});

describe('two peers that met', () => {
  it('are connected with what each received', () => {
    const trial = after(message('a'), message('b'), message('b'));
    expect(diagnose(trial, { kind: 'connected', ms: 80 })).toEqual({
      kind: 'connected',
      ms: 80,
      silent: [],
      flaws: [],
    });
    expect(diagnose(after(message('b')), { kind: 'connected', ms: 80 })).toMatchObject({ silent: ['b'] });
  });

  it('hear of a server that answers instead of waiting', () => {
    const empty = Array.from({ length: 5 }, (_, index) => ({
      ...get,
      number: index + 1,
      outcome: { status: 200 },
    }));
    const trial = empty.reduce(withExchange, after(message('a'), message('b')));
    const diagnosis = diagnose(trial, { kind: 'connected', ms: 80 });
    expect(diagnosis).toMatchObject({ flaws: ['does-not-wait'] });
    expect(wordsOf(diagnosis, 'zh-cn').looks).toHaveLength(1);
  });
});
