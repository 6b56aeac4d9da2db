import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CallOutcome, Json, Verdict } from '#lessons/contract.ts';
import { makeCredential } from '../solution/exercise.ts';
import { makeCases, usernameOf, type Case } from './cases.ts';
import exercise from './index.ts';
import { bytesOf, hmacSha1Hex } from './mac.ts';
import { judgeable, type Observed } from './observe.ts';

type CheckId = 'username-ends' | 'signs-the-username' | 'written-in-base64';
type Make = (example: Case) => Json | Promise<Json>;

const CASES = makeCases(() => 0.42);

/** By node:crypto, which shares nothing with the browser's implementation or with ours. */
const passwordOf = (
  key: string,
  message: string,
  encoding: 'base64' | 'hex' | 'base64url' = 'base64',
): string => createHmac('sha1', key).update(message).digest(encoding);

async function verdict(id: CheckId, make: Make): Promise<Verdict | undefined> {
  const observed: Observed = await Promise.all(
    CASES.map(async (example) => judgeable(example, { ok: true, value: await make(example) })),
  );
  return exercise.checks[id]?.(observed, { iceServers: [] });
}

describe('rest-credential', () => {
  it('asks for what coturn computes: base64 of an HMAC-SHA1 over the username', async () => {
    for (const example of CASES) {
      const { secret, id, nowMs, ttlSeconds } = example;
      const username = usernameOf(example);
      expect(await makeCredential(secret, id, nowMs, ttlSeconds)).toEqual({
        username,
        credential: passwordOf(secret, username),
      });
    }
  });

  it('computes its HMACs as node:crypto does, also with a long, a short or an empty key', async () => {
    for (const key of ['', 'k', 'é密', 'x'.repeat(64), 'y'.repeat(100)]) {
      expect(await hmacSha1Hex(key, 'message')).toBe(passwordOf(key, 'message', 'hex'));
    }
  });

  it.each(['username-ends', 'signs-the-username', 'written-in-base64'] as const)(
    '%s accepts the right answer, whoever computed it',
    async (id) => {
      const made = await verdict(id, (example) => {
        const username = usernameOf(example);
        return { username, credential: passwordOf(example.secret, username) };
      });
      expect(made).toEqual({ verdict: 'pass' });
    },
  );

  it('tells milliseconds, and rounding up, from the right second', async () => {
    const ends = (expiry: (example: Case) => number): Promise<Verdict | undefined> =>
      verdict('username-ends', (example) => ({
        username: `${expiry(example)}:${example.id}`,
        credential: '',
      }));
    const wrong = { verdict: 'fail', hint: 'seconds-not-milliseconds' };
    expect(await ends(({ nowMs, ttlSeconds }) => nowMs + ttlSeconds * 1000)).toMatchObject(wrong);
    expect(await ends(({ nowMs, ttlSeconds }) => Math.round(nowMs / 1000) + ttlSeconds)).toMatchObject(wrong);
  });

  it('says what was signed instead of the username', async () => {
    const seen = async (make: Make): Promise<string | undefined> =>
      (await verdict('signs-the-username', make))?.seen?.en;
    expect(
      await seen((example) => ({
        username: usernameOf(example),
        credential: passwordOf(example.secret, example.id),
      })),
    ).toBe('an HMAC over the id alone');
    expect(
      await seen((example) => ({
        username: usernameOf(example),
        credential: passwordOf(usernameOf(example), example.secret),
      })),
    ).toBe('secret and username the wrong way round');
    expect(await seen(() => ({ username: 'x', credential: 'x' }))).toBe('other bytes');
  });

  it('takes right bytes in a wrong writing for just that', async () => {
    for (const encoding of ['hex', 'base64url'] as const) {
      const make: Make = (example) => {
        const username = usernameOf(example);
        return { username, credential: passwordOf(example.secret, username, encoding) };
      };
      expect(await verdict('signs-the-username', make)).toEqual({ verdict: 'pass' });
      expect(await verdict('written-in-base64', make)).toMatchObject({
        verdict: 'fail',
        hint: 'bytes-to-text',
      });
    }
  });

  it('says what the learner’s code threw, and blames nobody for a page without crypto.subtle', async () => {
    const outcome: CallOutcome = {
      ok: false,
      error: { kind: 'thrown', name: 'TypeError', message: 'x is undefined' },
    };
    const [example] = CASES;
    if (!example) throw new Error('no case');
    const thrown = exercise.checks['username-ends']?.([await judgeable(example, outcome)], {
      iceServers: [],
    });
    expect(thrown).toMatchObject({ verdict: 'fail', hint: 'three-steps' });
    expect(thrown?.seen?.en).toContain('x is undefined');
    expect(exercise.checks['username-ends']?.(undefined, { iceServers: [] }).verdict).toBe('error');
  });

  it('reads bytes however they are written', () => {
    expect(bytesOf('q80=')).toBe('abcd');
    expect(bytesOf('ABCD')).toBe('abcd');
    expect(bytesOf('-_8=')).toBe('fbff');
    expect(bytesOf('*')).toBeUndefined();
  });
});
