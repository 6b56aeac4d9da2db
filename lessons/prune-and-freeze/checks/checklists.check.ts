import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import test from 'node:test';
import { afterSuccess, initialStates } from '../solution/freeze.ts';
import { prune } from '../solution/prune.ts';
import type { Candidate, Pair, State } from '../solution/types.ts';

/* What the checks ask about: drawn for each run, so that no list of answers can meet them. */

/** A candidate; what isn't said is usual. */
function candidate(about: Partial<Candidate> & Pick<Candidate, 'address'>): Candidate {
  return { type: 'host', component: 1, base: about.address, foundation: '1', ...about };
}

/** An address of a block for examples, with any port. RFC 5737. */
function drawAddress(): string {
  return `192.0.2.${randomInt(1, 255)}:${randomInt(1024, 65_536)}`;
}

/** Different addresses. */
function drawAddresses(count: number): string[] {
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(drawAddress());
  return [...drawn];
}

/** Every local candidate with every remote one of its component, the highest priority first. */
function allPairs(locals: readonly Candidate[], remotes: readonly Candidate[]): Pair[] {
  const pairs = locals.flatMap((local) =>
    remotes.filter(({ component }) => component === local.component).map((remote) => ({ local, remote })),
  );
  return pairs.map((pair, index) => ({ ...pair, priority: BigInt(pairs.length - index) }));
}

/** A host with reflexive and relayed candidates: `interfaces` bases, each with a reflection of its own. */
function drawLocals(interfaces: number): Candidate[] {
  const addresses = drawAddresses(interfaces * 3);
  return Array.from({ length: interfaces }, (_, index) => {
    const [host = '', reflexive = '', relayed = ''] = addresses.slice(index * 3);
    return [
      candidate({ address: host, foundation: `h${index}` }),
      candidate({
        type: index % 2 === 0 ? 'srflx' : 'prflx',
        address: reflexive,
        base: host,
        foundation: `s${index}`,
      }),
      candidate({ type: 'relay', address: relayed, foundation: `r${index}` }),
    ];
  }).flat();
}

/** In a new order. */
function shuffled<T>(values: readonly T[]): T[] {
  const left = [...values];
  return values.map(() => left.splice(randomInt(left.length), 1)[0] as T);
}

/** A pair of two foundations; its addresses are of no importance to freezing. */
function pairOf(foundations: readonly [string, string], component = 1, priority = 1n): Pair {
  const [local, remote] = foundations;
  return {
    local: candidate({ address: drawAddress(), component, foundation: local }),
    remote: candidate({ address: drawAddress(), component, foundation: remote }),
    priority,
  };
}

/** How a message shows a pair. */
function show({ local, remote }: Pick<Pair, 'local' | 'remote'>): string {
  return `${local.type} ${local.address} with ${remote.type} ${remote.address}`;
}

/** A pair that should not be there, for a message: none is expected. */
function shown(pair: Pair | undefined): string[] {
  return pair ? [show(pair)] : [];
}

const isReflexive = ({ type }: Candidate): boolean => type === 'srflx' || type === 'prflx';

/**
 * Some lists, pruned: what went in, and what came out. In the first, each reflexive candidate comes before its base, as
 * it would with an interface of low preference: then nothing but replacing makes a difference.
 */
function prunings(): { pairs: Pair[]; locals: Candidate[]; kept: Pair[] }[] {
  const reflexiveFirst = drawLocals(2).sort((a, b) => Number(isReflexive(b)) - Number(isReflexive(a)));
  return [reflexiveFirst, shuffled(drawLocals(1)), shuffled(drawLocals(3))].map((locals) => {
    const remotes = drawAddresses(3).map((address, index) => candidate({ address, foundation: `${index}` }));
    const pairs = allPairs(locals, remotes);
    return { pairs, locals, kept: prune(pairs, locals) };
  });
}

/** Where packets of a pair go: "their local candidates have the same base and their remote candidates are identical". */
const pathOf = ({ local, remote }: Pair): string => `${local.base} ${remote.address}`;

test('replaces-the-base', () => {
  for (const { kept } of prunings()) {
    const wrong = kept.find(({ local }) => isReflexive(local));
    assert.deepEqual(shown(wrong), [], 'A reflexive local candidate is still there');
    for (const { local } of kept)
      assert.equal(local.address, local.base, 'A local candidate is not its base');
  }
});

test('each-path-once', () => {
  for (const { pairs, kept } of prunings()) {
    const paths = kept.map(pathOf);
    const again = kept.find((pair, index) => paths.indexOf(pathOf(pair)) < index);
    assert.deepEqual(
      shown(again),
      [],
      'Left, though a pair before it has the same base and remote candidate',
    );
    for (const pair of pairs) {
      assert.ok(paths.includes(pathOf(pair)), `Nothing is left of ${show(pair)}, nor of its base`);
    }
  }
});

test('keeps-the-best', () => {
  for (const { pairs, kept } of prunings()) {
    for (const pair of kept) {
      const best = pairs.find((other) => pathOf(other) === pathOf(pair));
      assert.equal(pair.priority, best?.priority, `Priority of ${show(pair)}: the highest of its path`);
    }
    const priorities = kept.map(({ priority }) => priority);
    const sorted = [...priorities].sort((a, b) => (a > b ? -1 : 1));
    assert.deepEqual(priorities, sorted, 'The highest priority comes first');
  }
});

test('rfc-table-1', () => {
  // RFC 8445 §6.1.2.6, Table 1: a row a checklist, a column a foundation. The names are drawn.
  const [f1, f2, f3, f4, f5] = drawAddresses(5).map((name): [string, string] => [name, 'x']);
  if (!f1 || !f2 || !f3 || !f4 || !f5) throw new Error('five foundations');
  const rows = [
    [f1, f2, f3],
    [f1, f2, f3, f4],
    [f1, f5],
  ];
  const checklists = rows.map((row) => row.map((foundation) => pairOf(foundation)));
  assert.deepEqual(initialStates(checklists), [
    ['waiting', 'waiting', 'waiting'],
    ['frozen', 'frozen', 'frozen', 'waiting'],
    ['frozen', 'waiting'],
  ]);
});

/** A set of checklists: two components each, foundations that many pairs share. */
function drawSet(): Pair[][] {
  const names = ['1', '11', '111', 'a', 'A'];
  const draw = (): string => names[randomInt(names.length)] ?? '1';
  return Array.from({ length: randomInt(2, 5) }, () => {
    const length = randomInt(2, 9);
    return Array.from({ length }, (_, index) =>
      pairOf([draw(), draw()], randomInt(1, 3), BigInt(length - index)),
    );
  });
}

const isSame = (a: Pair, b: Pair): boolean =>
  a.local.foundation === b.local.foundation && a.remote.foundation === b.remote.foundation;

test('lowest-component', () => {
  // The media's pair (component 1) goes first, though that of RTCP has the higher priority.
  const rtcp = pairOf(['1', '2'], 2, 9n);
  const media = [pairOf(['1', '2'], 1, 5n), pairOf(['1', '2'], 1, 4n)];
  assert.deepEqual(
    initialStates([[rtcp, ...media]]),
    [['frozen', 'waiting', 'frozen']],
    'Component 2 before component 1 twice, all of one foundation',
  );
});

test('whole-foundation', () => {
  // Of two pairs alike the first has the higher priority: of equals, the RFC would take either.
  const foundations = [
    ['1', '11'],
    ['11', '1'],
    ['1', '1'],
    ['1', '11'],
  ] as const;
  const checklists = [foundations.map((both, index) => pairOf(both, 1, BigInt(9 - index)))];
  assert.deepEqual(
    initialStates(checklists),
    [['waiting', 'waiting', 'waiting', 'frozen']],
    'Foundations 1 and 11, 11 and 1, 1 and 1, then 1 and 11 again',
  );
  for (let run = 0; run < 20; run += 1) {
    const set = drawSet();
    const states = initialStates(set);
    const all = set.flat();
    const waiting = all.filter((_, index) => states.flat()[index] === 'waiting');
    for (const pair of all) {
      const count = waiting.filter((other) => isSame(other, pair)).length;
      const { local, remote } = pair;
      assert.equal(count, 1, `Waiting pairs of foundations ${local.foundation} and ${remote.foundation}`);
    }
  }
});

test('thaws-everywhere', () => {
  for (let run = 0; run < 20; run += 1) {
    const set = drawSet();
    const list = randomInt(set.length);
    const place = randomInt(set[list]?.length ?? 1);
    const pair = set[list]?.[place];
    const elsewhere = (list + 1) % set.length;
    if (!pair) throw new Error('an empty checklist');
    // Another checklist always has a frozen pair of the foundation: so nobody passes by a lucky draw.
    set[elsewhere]?.push(pairOf([pair.local.foundation, pair.remote.foundation]));
    const before = set.map((pairs, at) =>
      pairs.map((other, index): State => {
        if (other === pair) return 'waiting';
        const isTheAdded = at === elsewhere && index === pairs.length - 1;
        return !isTheAdded && randomInt(4) === 0 ? 'succeeded' : 'frozen';
      }),
    );
    const copy = before.map((states) => [...states]);
    const after = afterSuccess(set, before, pair);
    const expected = set.map((pairs, at) =>
      pairs.map((other, index): State => {
        if (other === pair) return 'succeeded';
        const state = copy[at]?.[index] ?? 'frozen';
        return state === 'frozen' && isSame(other, pair) ? 'waiting' : state;
      }),
    );
    assert.deepEqual(
      after,
      expected,
      `A pair of the foundations ${pair.local.foundation} and ${pair.remote.foundation} has succeeded: the frozen ones of these two wait, in every checklist, and no others`,
    );
  }
});
