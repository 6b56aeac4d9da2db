import { describe, expect, it, vi } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json } from '#lessons/contract.ts';
import { checkIceServers as solution } from '../solution/exercise.ts';
import type { IceServer } from '../solution/exercise.ts';
import { checkIceServers as start } from '../start/exercise.ts';
import { casesOf, CHECK_IDS } from './cases.ts';
import exercise from './index.ts';

type Answer = (list: IceServer[]) => unknown;

async function verdictsOf(answer: Answer): Promise<string[]> {
  const observed = await exercise.observe(
    {
      call: (_name, list): Promise<CallOutcome> =>
        Promise.resolve({ ok: true, value: answer(list as unknown as IceServer[]) as Json }),
      observations: [],
      waitFor: () => Promise.resolve(undefined),
      signal: new AbortController().signal,
    },
    { iceServers: [] },
  );
  return CHECK_IDS.map((id) => exercise.checks[id]?.(observed, { iceServers: [] }).verdict ?? 'none');
}

describe('the lists', () => {
  it.each([1, 2, 3, 4, 5])('are judged by the solution as they are meant, whatever is drawn (%i)', (seed) => {
    for (const { list, expected } of Object.values(casesOf(createChance(seeded(seed)))).flat()) {
      expect(solution(structuredClone(list) as IceServer[]), JSON.stringify(list)).toEqual(expected);
    }
  });

  it('differ from run to run', () => {
    const of = (seed: number) => JSON.stringify(casesOf(createChance(seeded(seed))));
    expect(of(1)).not.toBe(of(2));
  });
});

describe('the checks', () => {
  it('pass the solution', async () => {
    expect(new Set(await verdictsOf(solution))).toEqual(new Set(['pass']));
  });

  it('fail the code to start from, and whoever always says the same', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    expect(await verdictsOf(start)).toContain('fail');
    expect(await verdictsOf(() => ({ index: 0, error: 'SyntaxError' }))).not.toContain('pass');
  });

  it('want the right place as well as the right name', async () => {
    const elsewhere: Answer = (list) => {
      const wrong = solution(list);
      return wrong && { ...wrong, index: wrong.index + 1 };
    };
    expect((await verdictsOf(elsewhere)).filter((verdict) => verdict === 'fail')).toHaveLength(6);
  });

  it.each([
    ['lower-case-only', 'takes-what-is-right'],
    ['first-url-only', 'each-url'],
    ['only-looks-at-the-scheme', 'grammar'],
    ['any-port', 'ports'],
    ['splits-at-colons', 'ipv6'],
    ['one-query-for-all', 'queries'],
    ['forgets-turns', 'credentials'],
  ])('catch %s by %s', async (mistake, id) => {
    const module = (await import(`../mistakes/${mistake}/exercise.ts`)) as { checkIceServers: Answer };
    const verdicts = await verdictsOf(module.checkIceServers);
    expect(CHECK_IDS.filter((_, index) => verdicts[index] !== 'pass')).toContain(id);
  });
});
