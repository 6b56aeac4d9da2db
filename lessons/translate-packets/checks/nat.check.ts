import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import test from 'node:test';
import { createNat } from '../solution/nat.ts';
import type { Dependence, Endpoint, Packet, Translated } from '../solution/packet.ts';

/*
 * What is expected is written down here once more, slow and plain, from RFC 4787 §4.1 and §5: a list of rows, and of all
 * that each has sent. Only the port of a new row is the NAT's own choice.
 */

const DEPENDENCES: readonly Dependence[] = [
  'endpoint-independent',
  'address-dependent',
  'address-and-port-dependent',
];
const KINDS = DEPENDENCES.flatMap((mapping) => DEPENDENCES.map((filtering) => ({ mapping, filtering })));

interface Row {
  readonly inside: Endpoint;
  readonly outside: Endpoint;
  readonly madeFor: Endpoint;
  readonly sentTo: Endpoint[];
}

test('replaces-the-source', () => {
  for (const kind of KINDS) {
    const { send, rows } = watched(kind);
    const remote = remoteEndpoint();
    // The same port on two laptops, and two ports on one.
    const [laptop, other] = [insideEndpoint(), insideEndpoint()];
    const insides = [laptop, { ...other, port: laptop.port }, { ...laptop, port: other.port }];
    for (const inside of insides) send(inside, remote);
    for (const inside of insides) send(inside, remote);
    assert.equal(rows.length, 3, 'Three sockets have three rows');
  }
});

test('finds-the-way-back', () => {
  for (const kind of KINDS) {
    const { send, receive } = watched(kind);
    const ports = drawPort();
    const insides = times(4, () => ({ ...insideEndpoint(), port: ports }));
    const remotes = insides.map(remoteEndpoint);
    const outsides = insides.map((inside, i) => send(inside, at(remotes, i)));
    for (const i of shuffled([...insides.keys()])) receive(at(remotes, i), at(outsides, i));
  }
});

test('maps-by-kind', () => {
  for (const kind of KINDS) {
    for (let round = 0; round < 5; round++) {
      const { send } = watched(kind);
      const inside = insideEndpoint();
      // Two ports of one address, two addresses with one port, and the first one again in the end.
      const first = remoteEndpoint();
      const others = shuffled([
        { ...first, port: first.port + 1 },
        { ...remoteEndpoint(), port: first.port },
      ]);
      for (const remote of [first, ...others, first, ...others]) send(inside, remote);
    }
  }
});

test('filters-by-kind', () => {
  for (const kind of KINDS) {
    for (let round = 0; round < 5; round++) {
      const { send, receive } = watched(kind);
      const inside = insideEndpoint();
      const first = remoteEndpoint();
      const second = remoteEndpoint();
      const outside = send(inside, first);
      const around = (to: Endpoint) => [
        to,
        { ...to, port: to.port + 1 },
        { ...remoteEndpoint(), port: to.port },
      ];
      for (const remote of shuffled(around(first))) receive(remote, outside);
      // Once it has been written to, it may come in as well, by the row that was used.
      const used = send(inside, second);
      for (const remote of shuffled([...around(second), first])) receive(remote, used);
    }
  }
});

test('filter-of-its-row', () => {
  for (const kind of KINDS) {
    const { send, receive } = watched(kind);
    const inside = insideEndpoint();
    const remotes = [remoteEndpoint(), remoteEndpoint()];
    const outsides = remotes.map((remote) => send(inside, remote));
    for (const remote of shuffled(remotes)) for (const outside of outsides) receive(remote, outside);
    // The same of another socket: what it has sent opens nothing for the first.
    const third = remoteEndpoint();
    send({ ...insideEndpoint(), port: inside.port }, third);
    for (const outside of outsides) receive(third, outside);
  }
});

test('refuses-without-a-trace', () => {
  for (const kind of KINDS) {
    const { send, receive, outside } = watched(kind);
    const inside = insideEndpoint();
    const stranger = remoteEndpoint();
    // Before there is any row, and at a port that no row has.
    receive(stranger, outside(drawPort()));
    const mapped = send(inside, remoteEndpoint());
    const unused = outside(mapped.port === 65535 ? 1024 : mapped.port + 1);
    for (let knock = 0; knock < 3; knock++) {
      receive(stranger, mapped);
      receive(stranger, unused);
    }
    // Whoever was refused isn't known by it: inside begins as with anyone else.
    send(inside, stranger);
    receive(stranger, unused);
  }
});

test('any-trace', () => {
  for (const kind of KINDS) {
    for (let round = 0; round < 4; round++) {
      const { send, receive, rows, outside } = watched(kind);
      const port = drawPort();
      const insides = [
        insideEndpoint(),
        insideEndpoint(),
        { ...insideEndpoint(), port },
        { ...insideEndpoint(), port },
      ];
      const addresses = times(3, () => remoteEndpoint().address);
      const ports = times(2, drawPort);
      const remotes = addresses.flatMap((address) =>
        ports.map((remotePort) => ({ address, port: remotePort })),
      );
      for (let step = 0; step < 80; step++) {
        if (randomInt(5) < 2) send(oneOf(insides), oneOf(remotes));
        else
          receive(
            oneOf(remotes),
            rows.length > 0 && randomInt(8) > 0 ? oneOf(rows).outside : outside(drawPort()),
          );
      }
    }
  }
});

/** A NAT of the learner's, each of whose answers is looked at. */
function watched({ mapping, filtering }: { readonly mapping: Dependence; readonly filtering: Dependence }) {
  const address = `203.0.113.${1 + randomInt(254)}`;
  const given = new Set<number>();
  const rows: Row[] = [];
  const said: string[] = [];
  const nat = createNat({
    mapping,
    filtering,
    address,
    freePort() {
      let port = drawPort();
      while (given.has(port)) port = drawPort();
      given.add(port);
      return port;
    },
  });

  function translated(packet: Packet): Translated {
    said.push(`${show(packet.source)} → ${show(packet.destination)}`);
    try {
      return nat.translate(packet);
    } catch (error) {
      return assert.fail(`translate threw “${String(error)}”. ${told()}`);
    }
  }
  const told = (): string =>
    `Mapping ${mapping}, filtering ${filtering}; the packets so far: ${said.slice(-6).join(', ')}`;

  function send(inside: Endpoint, remote: Endpoint): Endpoint {
    const known = rows.find((row) => isSame(row.inside, inside) && isOne(mapping, row.madeFor, remote));
    const answer = translated({ from: 'inside', source: { ...inside }, destination: { ...remote } });
    if (!answer.ok) assert.fail(`A packet from inside always leaves. ${told()}`);
    assert.equal(show(answer.destination), show(remote), `Where it goes stays as it is. ${told()}`);
    if (known) {
      const why = `It leaves by the row that there is, of ${show(known.outside)}. ${told()}`;
      assert.equal(show(answer.source), show(known.outside), why);
      known.sentTo.push(remote);
      return known.outside;
    }
    const { source } = answer;
    assert.equal(source.address, address, `It leaves with the NAT's own address. ${told()}`);
    assert.ok(given.has(source.port), `Its port is one that freePort() gave. ${told()}`);
    const taken = rows.find((row) => row.outside.port === source.port);
    if (taken) {
      const whose = `${show(taken.inside)}, for ${show(taken.madeFor)}`;
      assert.fail(`It needs a row of its own, and port ${source.port} belongs to ${whose}. ${told()}`);
    }
    rows.push({ inside, outside: { ...source }, madeFor: remote, sentTo: [remote] });
    return source;
  }

  function receive(remote: Endpoint, destination: Endpoint): void {
    const row = rows.find((one) => isSame(one.outside, destination));
    const answer = translated({ from: 'outside', source: { ...remote }, destination: { ...destination } });
    if (!row) return assertRefused(answer, 'no-mapping', 'No row has this endpoint outside');
    const isLetIn = row.sentTo.some((to) => isOne(filtering, to, remote));
    if (!isLetIn)
      return assertRefused(answer, 'filtered', 'The row is there, and its filter refuses the sender');
    if (!answer.ok) assert.fail(`It gets in, and was refused as ${answer.why}. ${told()}`);
    assert.equal(show(answer.destination), show(row.inside), `It is for the socket of this row. ${told()}`);
    assert.equal(show(answer.source), show(remote), `Who sent it stays as it is. ${told()}`);
  }

  function assertRefused(answer: Translated, why: 'no-mapping' | 'filtered', because: string): void {
    assert.equal(answer.ok ? 'passed on' : answer.why, why, `${because}. ${told()}`);
  }

  return { send, receive, rows, outside: (port: number): Endpoint => ({ address, port }) };
}

/** Whether two remote endpoints are one, where this much of them matters. */
function isOne(dependence: Dependence, a: Endpoint, b: Endpoint): boolean {
  if (dependence === 'endpoint-independent') return true;
  return a.address === b.address && (dependence === 'address-dependent' || a.port === b.port);
}

function isSame(a: Endpoint, b: Endpoint): boolean {
  return a.address === b.address && a.port === b.port;
}

function show({ address, port }: Endpoint): string {
  return `${address}:${port}`;
}

/** Two of them are never of one address. */
let lastHost = 0;
function insideEndpoint(): Endpoint {
  lastHost += 1;
  return { address: `192.168.${lastHost >> 7}.${1 + (lastHost & 127)}`, port: drawPort() };
}

function remoteEndpoint(): Endpoint {
  lastHost += 1;
  return { address: `198.51.${100 + (lastHost >> 7)}.${1 + (lastHost & 127)}`, port: drawPort() };
}

function drawPort(): number {
  return 1024 + randomInt(64_000);
}

function oneOf<T>(items: readonly T[]): T {
  return at(items, randomInt(items.length));
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error('no such item');
  return item;
}

function shuffled<T>(items: readonly T[]): T[] {
  const drawn = items.map((item) => ({ item, place: randomInt(2 ** 32) }));
  return drawn.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
