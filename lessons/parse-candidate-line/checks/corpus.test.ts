import { describe, expect, it, vi } from 'vitest';
import type { CallOutcome, Json, Verdict } from '#lessons/contract.ts';
import { parseCandidate as referenceParser } from '#src/protocol/index.ts';
import { parseCandidate as solution } from '../solution/exercise.ts';
import { parseCandidate as start } from '../start/exercise.ts';
import { CORPUS } from './corpus.ts';
import type { Case, CheckId } from './corpus.ts';
import exercise from './index.ts';

const ALL: readonly Case[] = Object.values(CORPUS).flat();

/** Our own parser's answer in the shape that the exercise asks for. */
function reference(line: string): Json {
  const parsed = referenceParser(line);
  if (!parsed.ok) return null;
  const { relatedAddress, relatedPort, tcpType, extensions, ...rest } = parsed.value;
  return {
    ...rest,
    relatedAddress: relatedAddress ?? null,
    relatedPort: relatedPort ?? null,
    extensions: [
      ...(tcpType === undefined ? [] : [['tcptype', tcpType]]),
      ...extensions.map(([name, value]) => [name, value]),
    ],
  };
}

function verdictsOf(parser: (line: string) => Json): Record<CheckId, Verdict> {
  const outcomes = new Map(ALL.map(({ line }): [string, CallOutcome] => [line, call(parser, line)]));
  const context = { iceServers: [] };
  return Object.fromEntries(
    Object.entries(exercise.checks).map(([id, check]) => [id, check(outcomes, context)]),
  ) as Record<CheckId, Verdict>;
}

function call(parser: (line: string) => Json, line: string): CallOutcome {
  try {
    return { ok: true, value: parser(line) };
  } catch (error) {
    return { ok: false, error: { kind: 'thrown', name: 'Error', message: String(error) } };
  }
}

/** As the border between the realms does it: undefined is lost. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

describe('the corpus of candidate lines', () => {
  it.each(ALL)('our own parser reads as expected ($source): $line', ({ line, expected }) => {
    const answer = reference(line);
    if (expected === null) expect(answer).toBeNull();
    else expect(answer).toMatchObject(expected);
  });

  it('has both lines to accept and lines to refuse', () => {
    expect(ALL.filter(({ expected }) => expected !== null).length).toBeGreaterThan(10);
    expect(ALL.filter(({ expected }) => expected === null).length).toBeGreaterThan(10);
  });
});

describe('the checks of parse-candidate-line', () => {
  it('pass the solution', () => {
    const verdicts = Object.values(verdictsOf((line) => asJson(solution(line))));
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(verdicts.map(() => 'pass'));
  });

  it('fail the code to start from', () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined); // it prints for the learner
    expect(verdictsOf((line) => asJson(start(line)))['reads-the-fields'].verdict).toBe('fail');
  });

  it('take an absent field for null', () => {
    const withoutNulls = (line: string): Json => {
      const answer = solution(line);
      if (!answer) return null;
      return asJson(Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null)));
    };
    expect(verdictsOf(withoutNulls)['related-address'].verdict).toBe('pass');
  });

  it('say which field of which line was not as expected', () => {
    const verdict = verdictsOf((line) => {
      const answer = solution(line);
      return asJson(answer && { ...answer, relatedPort: answer.relatedPort || null });
    })['related-address'];
    expect(verdict).toMatchObject({
      verdict: 'fail',
      hint: 'words-announce-values',
      seen: { en: 'relatedPort: null' },
    });
    expect(verdict.verdict === 'fail' && verdict.expected.en).toMatch(/^relatedPort: 0 for candidate:1 /);
  });

  it('fail a parser that throws, and say what it threw', () => {
    const verdict = verdictsOf((line) => {
      const answer = asJson(solution(line));
      if (answer === null) throw new Error('bad line');
      return answer;
    })['answers-null'];
    expect(verdict).toMatchObject({ verdict: 'fail', hint: 'null-is-an-answer' });
    expect(verdict.seen?.en).toContain('bad line');
  });
});
