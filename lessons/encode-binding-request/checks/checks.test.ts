import { describe, expect, it, vi } from 'vitest';
import { fromHex, showHex, toNumbers } from '#lessons/bytes.ts';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json, Verdict } from '#lessons/contract.ts';
import { encodeBindingRequest as solution } from '../solution/exercise.ts';
import { encodeBindingRequest as start } from '../start/exercise.ts';
import { drawCases, encode } from './cases.ts';
import exercise from './index.ts';

type Encoder = typeof solution;

const TRANSACTION_ID = fromHex('b7e7a701 bc34d686 fa87dfae');

function verdictsOf(encoder: (...args: Parameters<Encoder>) => Json, seed = 1): Record<string, Verdict> {
  const observed = drawCases(createChance(seeded(seed))).map((example) => {
    const { transactionId, ...attributes } = example.input;
    const value = encoder(toNumbers(transactionId), attributes);
    return { example, outcome: { ok: true, value } satisfies CallOutcome };
  });
  return Object.fromEntries(
    Object.entries(exercise.checks).map(([id, check]) => [id, check(observed, { iceServers: [] })]),
  );
}

const failing = (verdicts: Record<string, Verdict>) =>
  Object.entries(verdicts).flatMap(([id, { verdict }]) => (verdict === 'fail' ? [id] : []));

describe('the bytes that are expected', () => {
  it('have the header and the SOFTWARE of RFC 5769 §2.1', () => {
    const message = showHex(encode({ transactionId: TRANSACTION_ID, software: 'STUN test client' }));
    // The RFC's own message goes on, so its length is another; all the rest is as printed there.
    expect(message).toBe(
      '00 01 00 14 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae ' +
        '80 22 00 10 53 54 55 4e 20 74 65 73 74 20 63 6c 69 65 6e 74',
    );
  });

  it('have the USERNAME of RFC 5769 §2.1, with the zeros that RFC 8489 §14 asks for as padding', () => {
    const message = showHex(encode({ transactionId: TRANSACTION_ID, username: 'evtj:h6vY' }));
    expect(message).toMatch(/ 00 06 00 09 65 76 74 6a 3a 68 36 76 59 00 00 00$/);
  });

  it('have the USERNAME of RFC 5769 §2.4, which is no ASCII', () => {
    const message = showHex(encode({ transactionId: TRANSACTION_ID, username: 'マトリックス' }));
    expect(message).toMatch(/ 00 06 00 12 e3 83 9e e3 83 88 e3 83 aa e3 83 83 e3 82 af e3 82 b9 00 00$/);
  });
});

describe('the checks of encode-binding-request', () => {
  it('pass the solution, whatever is drawn', () => {
    for (let seed = 0; seed < 200; seed++) expect(failing(verdictsOf(solution, seed))).toEqual([]);
  });

  it('fail the code to start from', () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined); // it prints for the learner
    expect(failing(verdictsOf(start))).toContain('header');
  });

  it('draw other inputs each time, so that no answer can be printed', () => {
    const fixed = solution([...TRANSACTION_ID], { software: 'STUN test client' });
    expect(failing(verdictsOf(() => fixed))).toEqual([
      'header',
      'message-length',
      'attributes',
      'utf-8',
      'padding',
    ]);
  });

  it('tell padding that isn’t zero', () => {
    const spaces: Encoder = (id, attributes) =>
      solution(id, attributes).map((byte, at) => (at >= 20 && byte === 0 && at % 4 !== 2 ? 0x20 : byte));
    expect(failing(verdictsOf(spaces))).toContain('padding');
  });

  it('say which bytes were expected, and ask for plain numbers where others came', () => {
    const [verdict] = Object.values(verdictsOf(() => 'a text'));
    expect(verdict).toMatchObject({ verdict: 'fail', hint: 'plain-array', seen: { en: '"a text"' } });
    expect(verdict?.verdict === 'fail' && verdict.expected.en).toMatch(/^00 01 .* for no attributes$/);
  });
});
