import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import test from 'node:test';
import { type Outcome, run } from '../solution/clock.ts';
import { Scheduler } from '../solution/scheduler.ts';
import type { Checklist, Pair, PairState } from '../solution/types.ts';

let made = 0;

function pair(about: Partial<Pair> = {}): Pair {
  made += 1;
  return { id: `p${made}`, component: 1, priority: 1n, foundation: `f${made}`, state: 'waiting', ...about };
}

function list(pairs: Pair[], triggered: Pair[] = [], state: Checklist['state'] = 'running'): Checklist {
  return { state, pairs, triggered };
}

/** The ids of the next checks, each as one firing of Ta brings it. */
function nextIds(scheduler: Scheduler, count: number): (string | undefined)[] {
  return Array.from({ length: count }, () => scheduler.next()?.pair.id);
}

test('best-waiting', () => {
  // Priorities that differ only in bits which a number has not got.
  const base = 2n ** 62n + BigInt(randomInt(1, 1_000_000)) * 4n;
  const [second, first, third] = [0n, 1n, -1n].map((more) => pair({ priority: base + more }));
  const rtcp = pair({ priority: 7n, component: 2 });
  const media = pair({ priority: 7n, component: 1 });
  const scheduler = new Scheduler([list([second, first, third, rtcp, media] as Pair[])]);
  assert.deepEqual(
    nextIds(scheduler, 6),
    [first?.id, second?.id, third?.id, media.id, rtcp.id, undefined],
    'The highest priority first, of equals the lowest component; then nothing',
  );
  assert.equal(media.state, 'in-progress', 'The state of a pair that is checked');
});

test('triggered-first', () => {
  const best = pair({ priority: 99n });
  const early = pair({ priority: 1n });
  const late = pair({ priority: 50n });
  const checklist = list([best, late, early], [early, late]);
  const scheduler = new Scheduler([checklist]);
  const kinds = [scheduler.next(), scheduler.next(), scheduler.next()].map((check) => [
    check?.pair.id,
    check?.kind,
  ]);
  assert.deepEqual(
    kinds,
    [
      [early.id, 'triggered'],
      [late.id, 'triggered'],
      [best.id, 'ordinary'],
    ],
    'The queue before the list, and in the order of arrival',
  );
  assert.equal(checklist.triggered.length, 0, 'Pairs left in the queue');
});

test('takes-turns', () => {
  const lists = [0, 1, 2].map(() => list([pair({ priority: 3n }), pair({ priority: 2n })]));
  const expected = [0, 1].flatMap((place) => lists.map(({ pairs }) => pairs[place]?.id));
  assert.deepEqual(nextIds(new Scheduler(lists), 6), expected, 'One check of each list, then again');
});

test('passes-on', () => {
  const over = list([pair()], [], 'failed');
  const empty = list([pair({ state: 'succeeded' })]);
  const full = list([pair({ priority: 3n }), pair({ priority: 2n })]);
  const scheduler = new Scheduler([over, empty, full]);
  assert.deepEqual(
    nextIds(scheduler, 3),
    [...full.pairs.map(({ id }) => id), undefined],
    'One list has failed, one has nothing to check: the third goes on at once',
  );
});

test('thaws-when-idle', () => {
  const of = (state: PairState, foundation: string, priority = 1n): Pair =>
    pair({ state, foundation, priority });
  const busy = list([of('in-progress', 'busy'), of('failed', 'free')]);
  const frozen = [of('frozen', 'busy', 9n), of('frozen', 'free', 8n), of('frozen', 'free', 7n)];
  const scheduler = new Scheduler([busy, list(frozen)]);
  assert.equal(
    scheduler.next()?.pair.id,
    frozen[1]?.id,
    'The frozen pair of whose foundation nobody is busy',
  );
  assert.deepEqual(
    frozen.map(({ state }) => state),
    ['frozen', 'in-progress', 'frozen'],
    'A foundation that is busy in another list stays frozen, and of one foundation one pair thaws',
  );
  const apart = [of('frozen', 'a', 3n), of('frozen', 'b', 2n), of('frozen', 'a', 1n)];
  new Scheduler([list(apart)]).next();
  assert.deepEqual(
    apart.map(({ state }) => state),
    ['in-progress', 'waiting', 'frozen'],
    'Foundations a, b and a, none of them busy: one pair of each thaws, and the best of these is checked',
  );
  const waiting = [of('waiting', 'x', 1n), of('frozen', 'y', 9n)];
  new Scheduler([list(waiting)]).next();
  assert.equal(waiting[1]?.state, 'frozen', 'While a pair of the list waits, none thaws');
});

/** A set with foundations in common; one of each waits (RFC 8445 §6.1.2.6). */
function drawSet(): Checklist[] {
  const seen = new Set<string>();
  return Array.from({ length: randomInt(2, 5) }, () => {
    const pairs = Array.from({ length: randomInt(2, 8) }, (_, index) =>
      pair({ priority: 100n - BigInt(index), foundation: `f${randomInt(6)}`, state: 'frozen' }),
    );
    for (const one of pairs) {
      if (!seen.has(one.foundation)) one.state = 'waiting';
      seen.add(one.foundation);
    }
    return list(pairs);
  });
}

const copyOf = (set: readonly Checklist[]): Checklist[] =>
  set.map(({ pairs }) => list(pairs.map((one) => ({ ...one }))));

/** RFC 8445 §6.1.4.2, written down once more. */
function reference(set: Checklist[]): { next(): { pair: Pair; kind: 'ordinary' } | undefined } {
  let turn = 0;
  const isBusy = (foundation: string): boolean =>
    set
      .flatMap(({ pairs }) => pairs)
      .some(
        (one) => one.foundation === foundation && (one.state === 'waiting' || one.state === 'in-progress'),
      );
  return {
    next() {
      for (let step = 0; step < set.length; step += 1) {
        const at = (turn + step) % set.length;
        const pairs = set[at]?.pairs ?? [];
        if (!pairs.some(({ state }) => state === 'waiting')) {
          for (const one of pairs) {
            if (one.state === 'frozen' && !isBusy(one.foundation)) one.state = 'waiting';
          }
        }
        const found = pairs.find(({ state }) => state === 'waiting');
        if (!found) continue;
        turn = at + 1;
        found.state = 'in-progress';
        return { pair: found, kind: 'ordinary' };
      }
      return undefined;
    },
  };
}

test('whole-trace', () => {
  for (let round = 0; round < 25; round += 1) {
    const set = drawSet();
    const copy = copyOf(set);
    const outcomes = new Map<string, Outcome>(
      set
        .flatMap(({ pairs }) => pairs)
        .map(({ id }) => [
          id,
          { afterMs: randomInt(10, 400), state: randomInt(3) === 0 ? 'succeeded' : 'failed' },
        ]),
    );
    const outcomeOf = ({ id }: Pair): Outcome => outcomes.get(id) ?? { afterMs: 10, state: 'failed' };
    const expected = run(reference(copy) as unknown as Scheduler, copy, outcomeOf);
    assert.deepEqual(
      run(new Scheduler(set), set, outcomeOf),
      expected,
      'The trace of a drawn set: which check leaves at which multiple of Ta',
    );
  }
});
