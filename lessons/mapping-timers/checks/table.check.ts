import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import test from 'node:test';
import { createTable } from '../solution/table.ts';
import type { Endpoint, Table, TableOptions } from '../solution/types.ts';

/*
 * What is expected is written down here once more, slow and plain, from RFC 4787 §4.3 and RFC 6888 §3: a list of all rows
 * that ever were, with their ends. Only which free port a new row gets is the table's own choice.
 */

const MINUTE_MS = 60_000;
const TWO_MINUTES_MS = 2 * MINUTE_MS;
const FIVE_MINUTES_MS = 5 * MINUTE_MS;
const ROOM = { rowsPerCustomer: 100 };

interface Row {
  readonly inside: Endpoint;
  readonly port: number;
  endsAtMs: number;
}

test('lives-as-long', () => {
  for (const timerMs of [undefined, TWO_MINUTES_MS, TWO_MINUTES_MS + randomInt(20 * MINUTE_MS)]) {
    const { leave, enter, at } = watched({
      ...timerOf(timerMs),
      inboundRefresh: false,
      ports: draw(4),
      ...ROOM,
    });
    const port = leave(socket());
    at(randomInt(TWO_MINUTES_MS));
    enter(port);
    at((timerMs ?? FIVE_MINUTES_MS) - 1);
    enter(port);
    at(timerMs ?? FIVE_MINUTES_MS);
    enter(port);
  }
  for (const timerMs of [0, 30_000, TWO_MINUTES_MS - 1, randomInt(TWO_MINUTES_MS)]) {
    const make = () => createTable({ timerMs, inboundRefresh: false, ports: draw(4), ...ROOM });
    assert.throws(make, RangeError, `A timer of ${timerMs} ms is refused with a RangeError`);
  }
});

test('leaving-winds', () => {
  for (const inboundRefresh of [false, true]) {
    const { leave, enter, wait } = watched({ inboundRefresh, ports: draw(4), ...ROOM });
    const inside = socket();
    const port = leave(inside);
    for (let round = 0; round < 6; round++) {
      wait(MINUTE_MS + randomInt(4 * MINUTE_MS));
      leave(inside);
    }
    wait(FIVE_MINUTES_MS - 1);
    enter(port);
    // Another socket of the same laptop winds only its own.
    leave({ ...inside, port: inside.port + 1 });
    wait(FIVE_MINUTES_MS - 1);
    enter(port);
  }
});

test('entering-may-wind', () => {
  for (const inboundRefresh of [false, true]) {
    const { leave, enter, wait } = watched({ inboundRefresh, ports: draw(4), ...ROOM });
    const port = leave(socket());
    for (let round = 0; round < 6; round++) {
      wait(MINUTE_MS + randomInt(3 * MINUTE_MS));
      enter(port);
    }
    // Nobody is brought back to life.
    wait(FIVE_MINUTES_MS);
    for (let knock = 0; knock < 3; knock++) enter(port);
  }
});

test('ports-rest', () => {
  for (const isNoticed of [true, false]) {
    const [port = 0] = draw(1);
    const { leave, enter, wait } = watched({ inboundRefresh: false, ports: [port], ...ROOM });
    const first = socket();
    leave(first);
    wait(FIVE_MINUTES_MS + randomInt(MINUTE_MS));
    // Whether somebody looked into the table just then doesn't matter.
    if (isNoticed) enter(port);
    if (isNoticed) leave(socket());
    wait(MINUTE_MS);
    if (isNoticed) leave(first);
    wait(MINUTE_MS);
    leave(socket());
  }
  const [port = 0] = draw(1);
  const exact = watched({ inboundRefresh: false, ports: [port], ...ROOM });
  exact.leave(socket());
  exact.at(FIVE_MINUTES_MS + TWO_MINUTES_MS - 1);
  exact.leave(socket());
  exact.at(FIVE_MINUTES_MS + TWO_MINUTES_MS);
  exact.leave(socket());
});

test('fair-share', () => {
  const rowsPerCustomer = 2 + randomInt(3);
  const { leave, enter, wait } = watched({ inboundRefresh: false, ports: draw(20), rowsPerCustomer });
  const greedy = socket();
  const sockets = times(rowsPerCustomer + 2, (index) => ({ ...greedy, port: 20_000 + index }));
  const ports = sockets.map((one) => leave(one));
  // The neighbour has a share of its own, and the rows that there are stay and can be used.
  leave(socket());
  for (const one of sockets) leave(one);
  for (const port of ports) if (port !== undefined) enter(port);
  // A row that has ended is no longer counted, though its port rests still.
  wait(FIVE_MINUTES_MS);
  for (const one of sockets.toReversed()) leave(one);
  // With no port to spare, nobody's row is taken for another.
  const full = watched({ inboundRefresh: false, ports: draw(3), ...ROOM });
  const lucky = times(5, socket).map((inside) => full.leave(inside));
  for (const port of lucky) if (port !== undefined) full.enter(port);
});

test('any-trace', () => {
  for (let round = 0; round < 30; round++) {
    const inboundRefresh = round % 2 === 0;
    const ports = draw(1 + randomInt(6));
    const timer = timerOf(round % 3 === 0 ? undefined : TWO_MINUTES_MS + randomInt(FIVE_MINUTES_MS));
    const { leave, enter, wait } = watched({
      ...timer,
      inboundRefresh,
      ports,
      rowsPerCustomer: 1 + randomInt(3),
    });
    const addresses = times(3, () => socket().address);
    for (let step = 0; step < 60; step++) {
      wait(oneOf([0, 0, 1, randomInt(MINUTE_MS), MINUTE_MS, TWO_MINUTES_MS]));
      if (randomInt(2) === 0) leave({ address: oneOf(addresses), port: 30_000 + randomInt(3) });
      else enter(oneOf(ports));
    }
  }
});

/** A table of the learner's, each of whose answers is looked at. */
function watched(options: TableOptions) {
  const { timerMs = FIVE_MINUTES_MS, inboundRefresh, ports, rowsPerCustomer } = options;
  const table: Table = createTable({ ...options, ports: [...ports] });
  const rows: Row[] = [];
  const said: string[] = [];
  let nowMs = 0;

  const live = (): Row[] => rows.filter(({ endsAtMs }) => endsAtMs > nowMs);
  const isFree = (port: number): boolean =>
    rows.every((row) => row.port !== port || row.endsAtMs + TWO_MINUTES_MS <= nowMs);
  const told = (): string =>
    `Timer ${timerMs} ms, inbound refresh ${inboundRefresh ? 'on' : 'off'}, ${ports.length} ports, ` +
    `${rowsPerCustomer} rows a customer; so far: ${said.slice(-6).join(', ')}`;
  const tell = (text: string): void => void said.push(`at ${nowMs} ms ${text}`);

  function leave(inside: Endpoint): number | undefined {
    tell(`${show(inside)} sends`);
    const known = live().find((row) => show(row.inside) === show(inside));
    const seen: number | undefined = table.leave(nowMs, { ...inside });
    if (known) {
      assert.equal(seen, known.port, `It leaves by its row, while that lives. ${told()}`);
      known.endsAtMs = nowMs + timerMs;
      return known.port;
    }
    const own = live().filter((row) => row.inside.address === inside.address);
    if (own.length >= rowsPerCustomer) {
      assert.equal(seen, undefined, `The customer has all the rows that it may have. ${told()}`);
      return undefined;
    }
    if (!ports.some(isFree)) {
      assert.equal(seen, undefined, `Every port has a row, or rests for two minutes after one. ${told()}`);
      return undefined;
    }
    if (seen === undefined) return assert.fail(`A port is free for it. ${told()}`);
    assert.ok(ports.includes(seen), `It leaves by one of the table's ports, and not by ${seen}. ${told()}`);
    assert.ok(isFree(seen), `Port ${seen} has a row, or rests for two minutes after one. ${told()}`);
    rows.push({ inside, port: seen, endsAtMs: nowMs + timerMs });
    return seen;
  }

  function enter(port: number | undefined): void {
    if (port === undefined) return assert.fail(`A packet had no way to leave. ${told()}`);
    tell(`a packet comes for ${port}`);
    const row = live().find((one) => one.port === port);
    const seen = table.enter(nowMs, port);
    const expected = row ? show(row.inside) : 'nobody';
    assert.equal(seen ? show(seen) : 'nobody', expected, `Whom the packet is for. ${told()}`);
    if (row && inboundRefresh) row.endsAtMs = nowMs + timerMs;
  }

  return {
    leave,
    enter,
    wait(ms: number) {
      nowMs += ms;
    },
    at(ms: number) {
      nowMs = ms;
    },
  };
}

const timerOf = (timerMs: number | undefined): Pick<TableOptions, 'timerMs'> =>
  timerMs === undefined ? {} : { timerMs };

/** A socket of a customer that is no other's. */
let lastCustomer = 0;
function socket(): Endpoint {
  lastCustomer += 1;
  return {
    address: `100.64.${lastCustomer >> 7}.${1 + (lastCustomer & 127)}`,
    port: 1024 + randomInt(60_000),
  };
}

/** So many ports, each another. */
function draw(count: number): number[] {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(1024 + randomInt(64_000));
  return [...ports];
}

function show({ address, port }: Endpoint): string {
  return `${address}:${port}`;
}

function oneOf<T>(items: readonly T[]): T {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new Error('nothing to draw from');
  return item;
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
