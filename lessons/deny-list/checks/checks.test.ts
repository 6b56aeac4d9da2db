import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Verdict } from '#lessons/contract.ts';
import { mayRelayTo as solution } from '../solution/exercise.ts';
import { mayRelayTo as start } from '../start/exercise.ts';
import { type Case, type CheckId, makeCorpus } from './corpus.ts';
import exercise, { type Observed } from './index.ts';
import { NAMED, NETWORKS } from './networks.ts';

type Rule = (address: string, own: readonly string[]) => unknown;

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const IDS = Object.keys(exercise.checks) as CheckId[];

/**
 * Node's own matching of prefixes shares nothing with the exercise's solution. A list for each family: in one, Node
 * would take every IPv4 address for a mapped one.
 */
const REGISTRY = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [first, prefixLength] of Object.values(NETWORKS).flat()) {
  REGISTRY[familyOf(first)].addSubnet(first, prefixLength, familyOf(first));
}

/** The other half of the network one bit wider is public. Of those left out, the task or the registries deny it too, or say nothing. */
const WIDENED = Object.values(NETWORKS)
  .flat()
  .filter(([first]) => !first.includes(':') || ['2001:db8::', '2002::'].includes(first))
  .filter(([first]) => first !== '224.0.0.0' && first !== '240.0.0.0');

function isInRegistry(address: string): boolean {
  const family = familyOf(address);
  return REGISTRY[family].check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

function corpusOf(seed: number) {
  return makeCorpus(createChance(seeded(seed)));
}

function answer(rule: Rule, { address, own }: Case): CallOutcome {
  return { ok: true, value: rule(address, own) as boolean };
}

function verdicts(rule: Rule, seed = 1): Record<CheckId, Verdict['verdict']> {
  const observed = Object.fromEntries(
    Object.entries(corpusOf(seed)).map(([id, cases]) => [
      id,
      cases.map((one) => ({ ...one, outcome: answer(rule, one) })),
    ]),
  ) as unknown as Observed;
  return Object.fromEntries(
    IDS.map((id) => [id, exercise.checks[id]?.(observed, { iceServers: [] }).verdict]),
  ) as Record<CheckId, Verdict['verdict']>;
}

describe('the questions', () => {
  it.each(SEEDS)('are answered alike by the registries’ prefixes in Node’s BlockList (draw %i)', (seed) => {
    for (const [id, cases] of Object.entries(corpusOf(seed))) {
      if (id === 'own-addresses') continue;
      for (const { address, may } of cases) expect([address, !isInRegistry(address)]).toEqual([address, may]);
    }
  });

  it('about own addresses can’t be answered without them: no registry knows them, except as mapped IPv6', () => {
    const own = corpusOf(1)['own-addresses'];
    expect(own.filter(({ address }) => isInRegistry(address))).toHaveLength(1);
  });

  it('differ from run to run', () => {
    const all = (seed: number) =>
      Object.values(corpusOf(seed))
        .flat()
        .map(({ address }) => address);
    const [one, other] = [new Set(all(1)), all(2)];
    expect(other.filter((address) => !one.has(address)).length).toBeGreaterThan(30);
  });
});

describe('the checks', () => {
  const all = (verdict: string) => Object.fromEntries(IDS.map((id) => [id, verdict]));

  it.each(SEEDS)('pass the solution (draw %i)', (seed) => {
    expect(verdicts(solution, seed)).toEqual(all('pass'));
  });

  it('pass any other right rule: one that lets through what is global unicast, and is in no registry', () => {
    const rule: Rule = (address, own) => {
      const mine = new BlockList();
      for (const one of own) mine.addAddress(one, familyOf(one));
      return !isInRegistry(address) && !mine.check(address, familyOf(address));
    };
    expect(verdicts(rule)).toEqual(all('pass'));
  });

  it.each(WIDENED)('notice a network that is one bit too wide: %s/%i', (first, prefixLength) => {
    const tooMuch = new BlockList();
    tooMuch.addSubnet(first, prefixLength - 1, familyOf(first));
    const rule: Rule = (address, own) => {
      const isSameFamily = familyOf(address) === familyOf(first);
      return solution(address, own) && !(isSameFamily && tooMuch.check(address, familyOf(address)));
    };
    expect(verdicts(rule)).toEqual({ ...all('pass'), 'lets-the-rest-through': 'fail' });
  });

  it.each(Object.values(NAMED).flatMap((named) => Object.entries(named)))(
    'name %s by the network that it is in: %s',
    (address, why) => {
      const [first = '', prefixLength] = why.split('/');
      const network = new BlockList();
      network.addSubnet(first, Number(prefixLength), familyOf(first));
      expect(network.check(address, familyOf(address))).toBe(true);
    },
  );

  it('fail the start, and rules that are always one thing', () => {
    expect(Object.values(verdicts(start))).toContain('fail');
    expect(verdicts(() => false)).toEqual({ ...all('pass'), 'lets-the-rest-through': 'fail' });
    expect(verdicts(() => true)).toEqual({ ...all('fail'), 'lets-the-rest-through': 'pass' });
  });

  it('take nothing else for an answer: neither undefined, nor a text, nor a number', () => {
    for (const nothing of [null, 'false', 0]) expect(verdicts(() => nothing)).toEqual(all('fail'));
  });
});
