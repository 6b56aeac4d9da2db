import { gatherProblems } from '#src/i18n/messages/gather-problems.ts';
import { describe, expect, it } from 'vitest';
import { explainProblem, type ProblemContext } from './problem-words.ts';
import type { GatherProblem } from './run.ts';

const WORDS = gatherProblems.en;
const CONTEXT: ProblemContext = { ownList: true, gaveCandidate: false, nowMs: 1_800_000_000_000 };

function explain(url: string | null, code: GatherProblem['code'], context: Partial<ProblemContext> = {}) {
  const source = { index: url === null ? -1 : 0, url };
  return explainProblem({ source, code, texts: [], atMs: 0 }, { ...CONTEXT, ...context }, 'en');
}

describe('401', () => {
  it('says what to check, and otherwise for the site’s own servers', () => {
    expect(explain('turn:a', 401).advice).toBe(WORDS.unauthorized.ownTry);
    expect(explain('turn:a', 401, { ownList: false }).advice).toBe(WORDS.unauthorized.siteTry);
  });

  it('reads in a time-limited username that it has ended', () => {
    const ended = explain('turn:a', 401, { username: `${1_800_000_000 - 600}:ada` });
    expect(ended.means).toContain(WORDS.unauthorized.expired('10 minutes ago'));
    expect(explain('turn:a', 401, { username: '1800000060:ada' }).means).toHaveLength(1);
    expect(explain('turn:a', 401, { username: 'ada' }).means).toHaveLength(1);
  });
});

describe('701', () => {
  it('is no fault when another interface reached the server', () => {
    expect(explain('stun:192.0.2.1', 701, { gaveCandidate: true }).advice).toBe(
      WORDS.unreachable.someInterfaceTry,
    );
  });

  it.each([
    ['stun:stun.example.org', WORDS.unreachable.nameTry('stun.example.org')],
    ['turn:192.0.2.1:3478', WORDS.unreachable.addressTry],
    ['turn:[2001:db8::1]:3478', WORDS.unreachable.addressTry],
    ['stun:127.0.0.1:3478', WORDS.unreachable.loopbackTry],
    ['turn:localhost', WORDS.unreachable.loopbackTry],
    ['turns:turn.example.org', WORDS.unreachable.tlsTry],
  ])('for %s names what to look at', (url, advice) => {
    expect(explain(url, 701).advice).toBe(advice);
  });
});

describe('a timeout', () => {
  it('differs for a silent server, one that gave a part, and this machine', () => {
    expect(explain('turn:a', 'timeout').means).toEqual([WORDS.timeout.means(10)]);
    expect(explain('turn:a', 'timeout', { gaveCandidate: true }).means).toEqual([WORDS.timeout.partly(10)]);
    expect(explain(null, 'timeout').means).toEqual([WORDS.timeout.host]);
  });
});

describe('everything else has words too', () => {
  it('says where a URL is wrong', () => {
    expect(explain('turn://a', 'bad-url').means.join(' ')).toContain('turn://host');
  });

  it.each([300, 400, 403, 420, 437, 438, 440, 441, 442, 486, 500, 508])(
    'code %i of RFC 8489 and RFC 8656',
    (code) => {
      expect(explain('turn:a', code).means).not.toEqual([WORDS.codes.other]);
    },
  );

  it('even a code that nobody has registered', () => {
    expect(explain('turn:a', 499).means).toEqual([WORDS.codes.other]);
  });
});
