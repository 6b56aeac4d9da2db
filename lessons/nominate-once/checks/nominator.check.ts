import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import test from 'node:test';
import { type Fate, run, type Sent, type Session, TA_MS } from '../solution/clock.ts';
import { Nominator } from '../solution/nominator.ts';
import type { Pair, PairState, ValidPair, View } from '../solution/types.ts';

const UNCHECKED: readonly PairState[] = ['frozen', 'waiting', 'in-progress'];
let made = 0;

function pair(priority: bigint, state: PairState, component = 1): Pair {
  made += 1;
  return { id: `p${made}`, component, priority, state };
}

/** What a pair's check has made valid; mostly it has the pair's priority. */
function valid({ id, component, priority }: Pair, own = priority): ValidPair {
  return { component, priority: own, checkedBy: id };
}

function view(about: Partial<View>): View {
  return {
    role: 'controlling',
    state: 'running',
    components: [1],
    pairs: [],
    valid: [],
    isComplete: true,
    ...about,
  };
}

/** A number of milliseconds that Ta divides. */
const drawMs = (): number => TA_MS * randomInt(4, 20);

/** All that is nominated while Ta fires and the view stays as it is, until but not including a moment. */
function during(nominator: Nominator, fromMs: number, beforeMs: number, seen: View): string[] {
  const ids: string[] = [];
  for (let atMs = fromMs; atMs < beforeMs; atMs += TA_MS) ids.push(...nominator.tick(atMs, seen));
  return ids;
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(randomInt(rest.length), 1));
}

test('waits-for-better', () => {
  for (const state of UNCHECKED) {
    const [waitMs, low] = [drawMs(), pair(BigInt(randomInt(1, 1_000)), 'succeeded')];
    const high = pair(low.priority + BigInt(randomInt(1, 1_000)), state);
    const seen = view({ pairs: [high, low], valid: [valid(low)] });
    assert.deepEqual(
      during(new Nominator(waitMs), 0, waitMs, seen),
      [],
      `Nominated while a better pair is ${state} and the time isn't up`,
    );
  }
  const [waitMs, only] = [drawMs(), pair(7n, 'succeeded')];
  const seen = view({ pairs: [only], valid: [valid(only)], isComplete: false });
  assert.deepEqual(
    during(new Nominator(waitMs), 0, waitMs, seen),
    [],
    "Nominated while candidates may still come and the time isn't up",
  );
});

test('nothing-better', () => {
  const best = pair(BigInt(randomInt(500, 1_000)), 'succeeded');
  const rivals = [
    pair(best.priority + 1n, 'failed'),
    ...UNCHECKED.map((state) => pair(best.priority - BigInt(randomInt(1, 400)), state)),
    pair(best.priority + 9n, 'waiting', 2),
  ];
  const seen = view({ components: [1, 2], pairs: shuffled([best, ...rivals]), valid: [valid(best)] });
  assert.deepEqual(
    new Nominator(drawMs()).tick(0, seen),
    [best.id],
    'A better pair has failed, the unchecked ones are worse or of another component: nominated at once',
  );
  const fresh = new Nominator(1_000);
  fresh.tick(0, { ...seen, isComplete: false });
  assert.deepEqual(fresh.tick(TA_MS, seen), [best.id], 'Nominated as soon as no candidate comes any more');
});

test('not-for-ever', () => {
  const [waitMs, startMs] = [drawMs(), drawMs()];
  const [low, middle] = [pair(3n, 'succeeded'), pair(5n, 'succeeded')];
  const slow = pair(9n, 'in-progress');
  const nominator = new Nominator(waitMs);
  const before = view({ pairs: [slow] });
  const first = view({ pairs: [slow, low], valid: [valid(low)] });
  const second = view({ pairs: [slow, low, middle], valid: [valid(low), valid(middle)] });
  const dueMs = startMs + waitMs;
  assert.deepEqual(
    [
      during(nominator, 0, startMs, before),
      during(nominator, startMs, startMs + TA_MS, first),
      during(nominator, startMs + TA_MS, dueMs, second),
      nominator.tick(dueMs, second),
    ],
    [[], [], [], [middle.id]],
    `The first valid pair at ${startMs} ms, another at ${startMs + TA_MS} ms: the better one at ${dueMs} ms, ${waitMs} ms after the first`,
  );
});

test('best-valid', () => {
  // Priorities that differ only in bits which a number has not got.
  const base = 2n ** 62n + BigInt(randomInt(1, 1_000_000)) * 8n;
  const pairs = [0n, 1n, 2n].map((more) => pair(base + more, 'succeeded'));
  const others = [pair(base + 5n, 'failed'), pair(base + 6n, 'in-progress')];
  const seen = (own: readonly bigint[]): View =>
    view({
      pairs: shuffled([...pairs, ...others]),
      valid: shuffled(pairs.map((one, index) => valid(one, own[index]))),
    });
  for (let round = 0; round < 10; round += 1) {
    assert.deepEqual(
      new Nominator(0).tick(0, seen(pairs.map(({ priority }) => priority))),
      [pairs[2]?.id],
      'The best pair of the valid list, whatever stands first',
    );
    assert.deepEqual(
      new Nominator(0).tick(0, seen([base, base + 4n, base + 3n])),
      [pairs[1]?.id],
      'By the priority of the valid pair: the pair whose check made it',
    );
  }
  assert.deepEqual(new Nominator(0).tick(0, view({ pairs: others })), [], 'Nominated without a valid pair');
});

test('once', () => {
  const [low, high] = [pair(3n, 'succeeded'), pair(9n, 'in-progress')];
  const better = pair(9n, 'succeeded');
  const nominator = new Nominator(0);
  assert.deepEqual(
    nominator.tick(0, view({ pairs: [high, low], valid: [valid(low)] })),
    [low.id],
    'The first nomination',
  );
  const same = view({ pairs: [high, low], valid: [valid(low)] });
  assert.deepEqual(during(nominator, TA_MS, 500, same), [], 'The same pair, nominated again');
  const late = view({ pairs: [better, low], valid: shuffled([valid(better), valid(low)]) });
  assert.deepEqual(during(nominator, 500, 2_000, late), [], 'A better pair has come late, and is nominated');
});

test('each-component', () => {
  const components = Array.from({ length: randomInt(2, 5) }, (_, index) => index + 1);
  const pairs = components.flatMap((component) => [
    pair(BigInt(randomInt(1, 500)), 'succeeded', component),
    pair(BigInt(randomInt(500, 1_000)), 'succeeded', component),
  ]);
  const best = pairs.filter((_, index) => index % 2 === 1);
  const all = view({ components, pairs, valid: shuffled(pairs.map((one) => valid(one))) });
  assert.deepEqual(
    new Nominator(500).tick(0, all).toSorted(),
    best.map(({ id }) => id).toSorted(),
    'One pair for each component',
  );
  const nominator = new Nominator(500);
  const ofFirst = view({ ...all, valid: all.valid.filter(({ component }) => component === 1) });
  assert.deepEqual(
    [nominator.tick(0, ofFirst), nominator.tick(TA_MS, all).toSorted()],
    [
      [best[0]?.id],
      best
        .slice(1)
        .map(({ id }) => id)
        .toSorted(),
    ],
    'One component has a valid pair first, then the others',
  );
});

test('only-controlling', () => {
  const only = pair(7n, 'succeeded');
  const seen = view({ pairs: [only], valid: [valid(only)] });
  const nominator = new Nominator(100);
  assert.deepEqual(
    during(nominator, 0, 1_000, { ...seen, role: 'controlled' }),
    [],
    'Nominated while it is controlled',
  );
  assert.deepEqual(
    during(nominator, 1_000, 2_000, seen),
    [only.id],
    'A role conflict has made it controlling: one nomination',
  );
  const other = new Nominator(1_000);
  const unfinished = { ...seen, isComplete: false };
  assert.deepEqual(
    [...during(other, 0, 500, unfinished), ...during(other, 500, 2_000, { ...seen, role: 'controlled' })],
    [],
    'A role conflict has made it controlled before it nominated',
  );
});

test('failure-ends', () => {
  const [low, high] = [pair(3n, 'succeeded'), pair(9n, 'succeeded')];
  const rtcp = pair(5n, 'in-progress', 2);
  const nominator = new Nominator(500);
  const running = view({
    components: [1, 2],
    pairs: [high, rtcp, low],
    valid: [valid(low), valid(high)],
  });
  assert.deepEqual(nominator.tick(0, running), [high.id], 'The first nomination');
  const pairs = [pair(9n, 'failed'), { ...rtcp, state: 'succeeded' } as const, low];
  const failed = view({ ...running, state: 'failed', pairs, valid: [valid(low), valid(rtcp)] });
  assert.deepEqual(
    during(nominator, TA_MS, 2_000, failed),
    [],
    'The check with USE-CANDIDATE has failed, and with it the checklist',
  );
});

function drawFate(component: number): Fate {
  made += 1;
  const joinsAtMs = randomInt(0, 800);
  const checkedAtMs = joinsAtMs + randomInt(0, 400);
  const priority = BigInt(randomInt(1, 2 ** 40));
  const fate = { id: `p${made}`, component, priority, joinsAtMs, checkedAtMs };
  const endsAtMs = checkedAtMs + randomInt(10, 600);
  if (randomInt(3) === 0) return { ...fate, endsAtMs };
  // A peer-reflexive local candidate has another priority.
  const own = randomInt(3) === 0 ? BigInt(randomInt(1, 2 ** 40)) : priority;
  return { ...fate, endsAtMs, valid: { priority: own }, breaks: randomInt(8) === 0 };
}

function drawSession(): Session {
  const components = randomInt(2) === 0 ? [1] : [1, 2];
  return {
    components,
    pairs: components.flatMap((component) =>
      Array.from({ length: randomInt(1, 8) }, () => drawFate(component)),
    ),
    completeAtMs: randomInt(0, 1_500),
    roles: [
      { fromMs: 0, role: randomInt(5) === 0 ? 'controlled' : 'controlling' },
      { fromMs: randomInt(200, 600), role: 'controlling' },
    ],
    untilMs: 4_000,
  };
}

/** The task, written down once more: nothing is remembered but what it answered before. */
function reference(waitMs: number): Pick<Nominator, 'tick'> {
  const history: View[] = [];
  const done: number[] = [];
  return {
    tick(atMs, seen) {
      history.push(seen);
      const open = seen.role === 'controlling' && seen.state === 'running' ? seen.components : [];
      const sent = open
        .filter((component) => !done.includes(component))
        .flatMap((component) => {
          const [best] = seen.valid
            .filter((one) => one.component === component)
            .toSorted((a, b) => (a.priority > b.priority ? -1 : 1));
          if (!best) return [];
          const first = history.findIndex((past) => past.valid.some((one) => one.component === component));
          const isRivalled = seen.pairs.some(
            (one) =>
              one.component === component && one.priority > best.priority && UNCHECKED.includes(one.state),
          );
          const isDue = atMs - first * TA_MS >= waitMs || (seen.isComplete && !isRivalled);
          return isDue ? [{ component, id: best.checkedBy }] : [];
        });
      done.push(...sent.map(({ component }) => component));
      return sent.map(({ id }) => id);
    },
  };
}

const inOrder = (sent: readonly Sent[]): string[] =>
  sent.map(({ atMs, pair: id }) => `${atMs} ms ${id}`).toSorted();

test('whole-run', () => {
  for (let round = 0; round < 40; round += 1) {
    const [waitMs, session] = [drawMs(), drawSession()];
    assert.deepEqual(
      inOrder(run(new Nominator(waitMs), session)),
      inOrder(run(reference(waitMs) as unknown as Nominator, session)),
      'The checks with USE-CANDIDATE of a drawn session',
    );
  }
});
