import { describe, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { Json, Verdict } from '#lessons/contract.ts';
import { answerCheck as checksWhatSucceeded } from '../mistakes/checks-what-succeeded/exercise.ts';
import { answerCheck as expectsAKnownPeer } from '../mistakes/expects-a-known-peer/exercise.ts';
import { answerCheck as guessesThePriority } from '../mistakes/guesses-the-priority/exercise.ts';
import { answerCheck as leavesItInProgress } from '../mistakes/leaves-it-in-progress/exercise.ts';
import { answerCheck as letsStrangersIn } from '../mistakes/lets-strangers-in/exercise.ts';
import { answerCheck as namesAllAlike } from '../mistakes/names-all-alike/exercise.ts';
import { answerCheck as pairsItWithAll } from '../mistakes/pairs-it-with-all/exercise.ts';
import { answerCheck as queuesTwice } from '../mistakes/queues-twice/exercise.ts';
import { answerCheck as solution } from '../solution/exercise.ts';
import { type Ask, askAll } from './ask.ts';
import exercise from './index.ts';

type Answer = typeof solution;

async function failing(answer: Answer, seed: number): Promise<string[]> {
  const ask: Ask = (agent, request) => {
    const [own, came] = [agent, request] as unknown as Parameters<Answer>;
    return Promise.resolve({ ok: true, value: answer(own, came) as unknown as Json });
  };
  const answered = await askAll(ask, createChance(seeded(seed)));
  return Object.entries(exercise.checks).flatMap(([id, check]) => {
    const { verdict }: Verdict = check(answered, { iceServers: [] });
    return verdict === 'pass' ? [] : [id];
  });
}

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

describe('the checks of answer-a-check', () => {
  it('let the solution pass, whatever is drawn', async () => {
    for (const seed of SEEDS) expect(await failing(solution, seed)).toEqual([]);
  });

  it('let another right one pass: new pairs in front, and more fields in the queue', async () => {
    const other: Answer = (agent, request) => {
      const { response, agent: after } = solution(agent, request);
      const queue = after.queue.map((ends) => ({ ...ends, since: 1 }));
      return {
        response,
        agent: {
          ...after,
          pairs: after.pairs.length > agent.pairs.length ? after.pairs.toReversed() : after.pairs,
          queue,
        },
      };
    };
    for (const seed of SEEDS) expect(await failing(other, seed)).toEqual([]);
  });

  it.each<[string, Answer]>([
    ['refuses-strangers', letsStrangersIn],
    ['answers-at-once', expectsAKnownPeer],
    ['learns-the-address', guessesThePriority],
    ['learns-the-address', namesAllAlike],
    ['one-pair', pairsItWithAll],
    ['triggers', leavesItInProgress],
    ['leaves-succeeded', checksWhatSucceeded],
    ['queues-once', queuesTwice],
  ])('%s catches its mistake, whatever is drawn', async (id, mistake) => {
    for (const seed of SEEDS) expect(await failing(mistake, seed)).toContain(id);
  });

  it('refuse an answer that does nothing', async () => {
    const nothing: Answer = (agent) => ({ response: { class: 'success', mappedAddress: '' }, agent });
    expect(await failing(nothing, 1)).toEqual([
      'refuses-strangers',
      'answers-at-once',
      'learns-the-address',
      'one-pair',
      'triggers',
      'queues-once',
    ]);
  });
});
