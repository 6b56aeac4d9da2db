import { LINUX_NATS, RFC4787_NATS } from './behaviours.ts';
import {
  type Person,
  type Place,
  STUN_AND_TURN,
  STUN_ONLY,
  carrier,
  customer,
  home,
  homeBehindFirewall,
  host,
  online,
  sceneOf,
} from './places.ts';
import type { IceServerSpec, Scene } from './types.ts';

type Rfc4787Kind = keyof typeof RFC4787_NATS;
type LinuxKind = keyof typeof LINUX_NATS;

/** What stands between a host and the internet, by its place in the matrix. */
export type MatrixKind = Rfc4787Kind | LinuxKind | 'cgnat' | 'udp-blocked' | 'none';

/** The rows and columns of the matrix, in their order. */
export const MATRIX_KINDS = [
  'eim-eif',
  'eim-adf',
  'eim-apdf',
  'adm-eif',
  'adm-adf',
  'adm-apdf',
  'apdm-eif',
  'apdm-adf',
  'apdm-apdf',
  'cgnat',
  'udp-blocked',
] as const satisfies readonly MatrixKind[];

/** What else can stand in a cell: Linux as it is, and no NAT at all. */
export const MORE_MATRIX_KINDS = [
  'linux',
  'linux-random',
  'linux-accepts',
  'none',
] as const satisfies readonly MatrixKind[];

/** The scene of a cell: Alice behind the row's kind, Bob behind the column's, with a relay or without. */
export function matrixScene(row: MatrixKind, column: MatrixKind, { turn }: { turn: boolean }): Scene {
  return sceneOf(place('alice', row, turn), place('bob', column, turn));
}

function place(who: Person, kind: MatrixKind, turn: boolean): Place {
  const servers = turn ? STUN_AND_TURN : STUN_ONLY;
  switch (kind) {
    case 'none':
      return { networks: [], nodes: [host(who, [online(who)], { servers })] };
    case 'udp-blocked':
      return homeBehindFirewall(who, { udp: 'none' }, turn ? overTcpToo(servers) : servers);
    case 'cgnat':
      return behindCarrier(who, servers);
    case 'linux':
    case 'linux-random':
    case 'linux-accepts':
      return home(who, LINUX_NATS[kind], { servers });
    default:
      return home(who, RFC4787_NATS[kind], { servers });
  }
}

/** Where UDP is blocked only TCP leads to a relay; elsewhere it would add candidates and change no outcome. */
function overTcpToo(servers: readonly IceServerSpec[]): readonly IceServerSpec[] {
  return [...servers, { kind: 'turn', server: 'turn', transport: 'tcp' }];
}

/** Two Linux NATs, one behind the other: what `npm run test:nat` can build. */
function behindCarrier(who: Person, servers: readonly IceServerSpec[]): Place {
  const own = home(who, LINUX_NATS.linux, { servers, uplink: customer(who) });
  const above = carrier(who, LINUX_NATS.linux);
  return { networks: [...above.networks, ...own.networks], nodes: [...above.nodes, ...own.nodes] };
}
