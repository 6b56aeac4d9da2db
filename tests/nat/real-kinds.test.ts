import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeNamespaces } from '../../scripts/lib/namespace.mjs';
import { type Sockets, openSockets } from './datagrams.ts';
import { A1, A2, INSIDE, OUTSIDE } from './nat-rules.ts';
import { NINE, type RealKind, chainsOf } from './real/nat-kinds.ts';
import { type RoutedNetwork, makeRoutedNetwork } from './routed-network.ts';

/*
 * What the matrix stands on: each of its real NATs is what its name says. The questions are those of RFC 5780 §4.3 and
 * §4.4, asked by bare datagrams between a host inside and two addresses outside with two ports each.
 */

const [P1, P2] = [6_001, 6_002] as const;
/** The server that is asked, its other port, and both ports of its other address. */
const SERVER = {
  own: `${A1}:${P1}`,
  otherPort: `${A1}:${P2}`,
  otherAddress: `${A2}:${P1}`,
  other: `${A2}:${P2}`,
};

/** What a mapping or a filter depends on: `ei`, `ad` or `apd`, as in the names of the kinds. */
type Dependence = 'ei' | 'ad' | 'apd' | 'none of the three';

/** Linux that masquerades keeps a port while it is free, whoever it sends to: endpoint-independent for one host. */
const EXPECTED: readonly (readonly [RealKind, string])[] = [
  ...NINE.map((kind) => [kind, kind] as const),
  ['linux', 'eim-apdf'],
  ['linux-random', 'apdm-apdf'],
];

describe.skipIf(!canMakeNamespaces())('the NATs of the matrix, asked what they are', () => {
  let network: RoutedNetwork;
  let internet: Sockets;
  let port = 5_000;
  beforeAll(async () => {
    network = makeRoutedNetwork('kinds');
    internet = await openSockets(network.internet, Object.values(SERVER));
  });
  afterAll(async () => {
    await internet.close();
    network.remove();
  });

  // The kernel draws the same port twice once in a thousand runs.
  it.each(EXPECTED)('%s maps and filters as %s', { retry: 1 }, async (kind, expected) => {
    network.setRules(chainsOf(kind, { inside: INSIDE, outside: OUTSIDE }));
    // A socket for each question: what one has sent must not open the other's filter.
    const [mapped, filtered] = [`${INSIDE}:${(port += 1)}`, `${INSIDE}:${(port += 1)}`];
    const home = await openSockets(network.home, [mapped, filtered]);
    try {
      const mapping = await mappingOf(home, internet, mapped);
      const filtering = await filteringOf(home, internet, filtered);
      expect(`${mapping}m-${filtering}f`).toBe(expected);
    } finally {
      await home.close();
    }
  });
});

/** RFC 5780 §4.3: whether the same socket is seen at the same endpoint from the other address, and the other port. */
async function mappingOf(home: Sockets, internet: Sockets, socket: string): Promise<Dependence> {
  const seen: string[] = [];
  for (const server of [SERVER.own, SERVER.otherPort, SERVER.otherAddress, SERVER.other]) {
    const text = `${socket} to ${server}`;
    const arrival = internet.arrival(text);
    home.send(socket, server, text);
    seen.push((await arrival).from);
  }
  const [own, otherPort, otherAddress, other] = seen;
  switch (new Set(seen).size) {
    case 1:
      return 'ei';
    case 2:
      return own === otherPort && otherAddress === other ? 'ad' : 'none of the three';
    case 4:
      return 'apd';
    default:
      return 'none of the three';
  }
}

/** RFC 5780 §4.4: who was sent to answers; who else gets in, from the other port and from the other address? */
async function filteringOf(home: Sockets, internet: Sockets, socket: string): Promise<Dependence> {
  const asks = `${socket} asks`;
  const asked = internet.arrival(asks);
  home.send(socket, SERVER.own, asks);
  const { from: outside } = await asked;
  for (const server of [SERVER.other, SERVER.otherAddress, SERVER.otherPort])
    internet.send(server, outside, server);
  // What was sent before has arrived when this has, or never will.
  const answer = home.arrival(SERVER.own);
  internet.send(SERVER.own, outside, SERVER.own);
  await answer;
  const came = (server: string): boolean =>
    home.arrivals.some(({ text, to }) => text === server && to === socket);
  const [port, address, both] = [SERVER.otherPort, SERVER.otherAddress, SERVER.other].map(came);
  if (address !== both) return 'none of the three';
  if (address) return port ? 'ei' : 'none of the three';
  return port ? 'ad' : 'apd';
}
