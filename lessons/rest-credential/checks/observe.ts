import type { CallOutcome, Json, Learner } from '#lessons/contract.ts';
import { makeCases, type Case } from './cases.ts';
import { hmacSha1Hex } from './mac.ts';

/** One call, with the HMACs that its answer is compared with. */
export interface Made {
  readonly example: Case;
  readonly outcome: CallOutcome;
  /** Empty where there is none. */
  readonly username: string;
  readonly credential: string;
  /** Over the learner's own username, and the mistakes that people make instead; hexadecimal. */
  readonly macs: { readonly right: string; readonly idOnly: string; readonly swapped: string };
}

/** Every case with what the learner's function made of it; undefined where this page can't compute an HMAC. */
export type Observed = readonly Made[] | undefined;

export async function observe(learner: Learner): Promise<Observed> {
  // Browsers have it in secure contexts only; the frame that the learner's code runs in is as secure as this page.
  if (!('subtle' in crypto)) return undefined;
  const made: Made[] = [];
  for (const example of makeCases(Math.random)) {
    const { secret, id, nowMs, ttlSeconds } = example;
    made.push(await judgeable(example, await learner.call('makeCredential', secret, id, nowMs, ttlSeconds)));
  }
  return made;
}

/** Adds to an outcome what the checks compare it with, so that they can be pure. */
export async function judgeable(example: Case, outcome: CallOutcome): Promise<Made> {
  const username = textOf(outcome, 'username');
  const { secret, id } = example;
  const [right, idOnly, swapped] = await Promise.all([
    hmacSha1Hex(secret, username),
    hmacSha1Hex(secret, id),
    hmacSha1Hex(username, secret),
  ]);
  return {
    example,
    outcome,
    username,
    credential: textOf(outcome, 'credential'),
    macs: { right, idOnly, swapped },
  };
}

function textOf(outcome: CallOutcome, name: string): string {
  const value: Json = outcome.ok ? outcome.value : null;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const field = isObject ? value[name] : undefined;
  return typeof field === 'string' ? field : '';
}
