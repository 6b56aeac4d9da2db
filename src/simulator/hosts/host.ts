import type { TransportAddress } from '#src/protocol/index.ts';
import { drop, sendPacket } from '../network/send.ts';
import { randomFor } from '../random.ts';
import type { Id } from '../scene/types.ts';
import { type TcpSockets, createTcpSockets } from './tcp-sockets.ts';
import { type Node, type PacketInFlight, type World, addressKey, note } from '../world.ts';

/** Takes what arrives at a socket. */
export type Receive = (at: number, from: TransportAddress, bytes: Uint8Array) => void;

/** A machine with sockets. */
export interface Host extends Node {
  readonly id: Id;
  bind(address: TransportAddress, receive: Receive): void;
  unbind(address: TransportAddress): void;
  isBound(address: TransportAddress): boolean;
  send(at: number, from: TransportAddress, to: TransportAddress, bytes: Uint8Array): void;
  readonly tcp: TcpSockets;
}

export function createHost(world: World, id: Id): Host {
  const sockets = new Map<string, Receive>();
  const tcp = createTcpSockets(world, id, randomFor(world.scene.seed, `tcp ${id}`));
  const receive = (at: number, packet: PacketInFlight): void => {
    const { source, destination } = packet.flow;
    const socket = sockets.get(addressKey(destination));
    if (!socket) {
      drop(world, at, id, packet, 'no-socket');
      return;
    }
    note(world, { kind: 'received', at, packet: packet.id, node: id, flow: packet.flow });
    socket(at, source, packet.bytes);
  };
  return {
    id,
    bind: (address, socket) => sockets.set(addressKey(address), socket),
    unbind: (address) => sockets.delete(addressKey(address)),
    isBound: (address) => sockets.has(addressKey(address)),
    send(at, source, destination, bytes) {
      sendPacket(world, at, id, { flow: { protocol: 'udp', source, destination }, bytes });
    },
    tcp,
    receive(at, packet) {
      world.cause = packet.id;
      if (packet.flow.protocol === 'tcp') tcp.receive(at, packet);
      else receive(at, packet);
      world.cause = undefined;
    },
  };
}

/** Every address that a node has at the moment. */
export function addressesOf({ topology }: World, id: Id): readonly { family: 4 | 6; address: string }[] {
  return (topology.attachments.get(id) ?? []).flatMap(({ addresses }) => addresses);
}
