import { describe, expect, it, vi } from 'vitest';
import { toNumbers } from '#lessons/bytes.ts';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Verdict } from '#lessons/contract.ts';
import { decodeStun, shortTermKey, verifyMessageIntegrity as reference } from '#src/protocol/index.ts';
import { verifyMessageIntegrity as solution } from '../solution/exercise.ts';
import { verifyMessageIntegrity as start } from '../start/exercise.ts';
import { drawCases, type Case } from './cases.ts';
import exercise from './index.ts';

type Verifier = (message: number[], password: string) => Promise<boolean>;

const draw = (seed: number): Case[] => drawCases(createChance(seeded(seed)));

async function call(verifier: Verifier, { message, password }: Case): Promise<CallOutcome> {
  try {
    return { ok: true, value: await verifier(toNumbers(message), password) };
  } catch (error) {
    return { ok: false, error: { kind: 'thrown', name: 'Error', message: String(error) } };
  }
}

async function verdictsOf(
  verifier: Verifier,
  { seed = 1, canHash = true } = {},
): Promise<Record<string, Verdict>> {
  const answers: { example: Case; outcome: CallOutcome }[] = [];
  for (const example of draw(seed)) answers.push({ example, outcome: await call(verifier, example) });
  return Object.fromEntries(
    Object.entries(exercise.checks).map(([id, check]) => [
      id,
      check({ answers, canHash }, { iceServers: [] }),
    ]),
  );
}

const failing = (verdicts: Record<string, Verdict>) =>
  Object.entries(verdicts).flatMap(([id, { verdict }]) => (verdict === 'fail' ? [id] : []));

describe('the messages', () => {
  it('are judged as expected by our own protocol core', () => {
    for (let seed = 0; seed < 30; seed++) {
      for (const { message, password, expected, about } of draw(seed)) {
        const decoded = decodeStun(message);
        const isValid = decoded.ok && reference(decoded.value, shortTermKey(password)) === 'valid';
        expect(isValid, about.en).toBe(expected);
      }
    }
  });
});

describe('the checks of verify-message-integrity', () => {
  it('pass the solution, whatever is drawn', async () => {
    for (let seed = 0; seed < 30; seed++) expect(failing(await verdictsOf(solution, { seed }))).toEqual([]);
  });

  it('fail the code to start from, and an answer that is always the same', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined); // it prints for the learner
    expect(failing(await verdictsOf(start))).toEqual(['plain', 'followed', 'walks']);
    expect(failing(await verdictsOf(() => Promise.resolve(true)))).toEqual([
      'tampered',
      'walks',
      'malformed',
    ]);
  });

  it('catch a comparison that stops before the last byte', async () => {
    const lazy: Verifier = async (message, password) => {
      const found = draw(1).find(
        ({ shows, message: drawn }) => shows === 'tampered' && toNumbers(drawn).join() === message.join(),
      );
      return found?.about.en.startsWith('the last byte') === true || solution(message, password);
    };
    expect(failing(await verdictsOf(lazy))).toEqual(['tampered']);
  });

  it('blame nobody where the page may not hash', async () => {
    const verdicts = Object.values(await verdictsOf(solution, { canHash: false }));
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(verdicts.map(() => 'error'));
  });
});
