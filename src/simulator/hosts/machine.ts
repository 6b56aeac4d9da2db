import type { TransportAddress } from '#src/protocol/index.ts';
import { sendPacket } from '../network/send.ts';
import type { Id } from '../scene/types.ts';
import { type Node, type World, note } from '../world.ts';
import { addressesOf } from './host.ts';

/** UDP as it stands at a machine's door. */
export interface Datagram {
  readonly from: TransportAddress;
  readonly to: TransportAddress;
  readonly bytes: Uint8Array;
}

/** A host whose program runs outside of the simulation: it hears every datagram, and has sockets of its own. */
export interface Machine {
  /** IP addresses, as they are at the moment. */
  addresses(): readonly string[];
  /** A datagram leaves it now, the time that the simulation has reached. */
  send(datagram: Datagram): void;
  /** Who hears what comes in. */
  onDatagram: (at: number, datagram: Datagram) => void;
}

export function createMachine(world: World, id: Id, now: () => number): Machine & Node {
  return {
    addresses: () => addressesOf(world, id).map(({ address }) => address),
    send({ from, to, bytes }) {
      sendPacket(world, now(), id, { flow: { protocol: 'udp', source: from, destination: to }, bytes });
    },
    onDatagram: () => undefined,
    receive(at, { id: packet, flow, bytes }) {
      note(world, { kind: 'received', at, packet, node: id, flow });
      if (flow.protocol === 'udp') this.onDatagram(at, { from: flow.source, to: flow.destination, bytes });
    },
  };
}
