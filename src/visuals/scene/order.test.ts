import { describe, expect, it } from 'vitest';
import type { HostSpec, Id, NodeSpec, ServerSpec } from '#src/simulator/index.ts';
import { host, natSpec, sceneOf } from '../testing.ts';
import { nodesInOrder } from './order.ts';

const alice = (network: Id) => host('alice', network, '10.0.0.1', 'controlling');
const bob = (network: Id) => host('bob', network, '10.0.0.2', 'controlled');
const turn: ServerSpec = {
  kind: 'server',
  id: 'turn',
  interfaces: [{ network: 'internet', ipv4: '192.0.2.1' }],
};
const nat = (id: Id, inside: Id, outside: Id) => natSpec(id, inside, outside, '203.0.113.1');
const other: HostSpec = { kind: 'host', id: 'other', interfaces: [{ network: 'home' }] };

describe('the nodes side by side', () => {
  it.each<[string, NodeSpec[], Id[], string]>([
    [
      'home to home',
      [turn, bob('b'), alice('a'), nat('nb', 'b', 'internet'), nat('na', 'a', 'internet')],
      ['a', 'b'],
      'bob nb turn na alice',
    ],
    [
      'a double NAT: both on the way, in their order',
      [nat('carrier', 'isp', 'internet'), nat('router', 'home', 'isp'), alice('home'), turn, bob('internet')],
      ['home', 'isp'],
      'alice router carrier turn bob',
    ],
    [
      'both behind one NAT: it stands between them',
      [alice('home'), bob('home'), nat('router', 'home', 'internet'), turn],
      ['home'],
      'alice router turn bob',
    ],
    [
      'two homes behind one carrier',
      [
        alice('a'),
        bob('b'),
        nat('carrier', 'isp', 'internet'),
        nat('na', 'a', 'isp'),
        nat('nb', 'b', 'isp'),
        turn,
      ],
      ['isp', 'a', 'b'],
      'alice na carrier turn nb bob',
    ],
    [
      'others at home beside the agent',
      [alice('home'), other, nat('router', 'home', 'internet'), turn, bob('internet')],
      ['home'],
      'alice other router turn bob',
    ],
    [
      'a network that nothing leads to',
      [
        alice('home'),
        nat('router', 'home', 'internet'),
        turn,
        { ...other, interfaces: [{ network: 'island' }] },
        bob('internet'),
      ],
      ['home', 'island'],
      'alice router turn other bob',
    ],
  ])('%s', (_what, nodes, networks, expected) => {
    expect(nodesInOrder(sceneOf(nodes, networks)).map(({ id }) => id)).toEqual(expected.split(' '));
  });

  it('are all there, once each, even where networks lead to each other', () => {
    const scene = sceneOf([nat('x', 'a', 'b'), nat('y', 'b', 'a'), alice('a'), bob('b')], ['a', 'b']);
    const ids = nodesInOrder(scene).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(['alice', 'bob', 'x', 'y']);
  });
});
