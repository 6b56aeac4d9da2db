import type { TransportAddress } from '#src/protocol/index.ts';
import { drop, sendPacket } from '../network/send.ts';
import type { Random } from '../random.ts';
import type { Id } from '../scene/types.ts';
import {
  type TcpAction,
  type TcpConnection,
  type TcpEnd,
  acceptTcp,
  connectTcp,
  isTcpOpening,
  refuseSegment,
} from '../tcp/index.ts';
import type { TcpHeader } from '../trace.ts';
import { type PacketInFlight, type World, addressKey, createTimer, note } from '../world.ts';

/** A connection, as a program has it. */
export interface TcpSocket {
  readonly local: TransportAddress;
  readonly remote: TransportAddress;
  send(at: number, bytes: Uint8Array): void;
  close(at: number): void;
}

/** What a program hears of its connection. */
export interface TcpEvents {
  data(at: number, bytes: Uint8Array): void;
  /** It can't be had, or is over. */
  ended(at: number, why: TcpEnd): void;
}

export interface TcpSockets {
  connect(at: number, local: TransportAddress, remote: TransportAddress, events: TcpEvents): TcpSocket;
  listen(address: TransportAddress, accept: (at: number, socket: TcpSocket) => TcpEvents): void;
  receive(at: number, packet: PacketInFlight): void;
}

interface Open {
  take(at: number, header: TcpHeader, bytes: Uint8Array): void;
}

/** TCP of a host. A segment for nobody is answered with RST. */
export function createTcpSockets(world: World, id: Id, random: Random): TcpSockets {
  const open = new Map<string, Open>();
  const listening = new Map<string, (at: number, socket: TcpSocket) => TcpEvents>();
  const keyOf = (local: TransportAddress, remote: TransportAddress): string =>
    `${addressKey(local)} ${addressKey(remote)}`;

  function send(at: number, local: TransportAddress, remote: TransportAddress, segment: Segment): void {
    const flow = { protocol: 'tcp', source: local, destination: remote } as const;
    sendPacket(world, at, id, { flow, bytes: segment.bytes, tcp: segment.header });
  }

  /** Keeps a connection going until it is over. */
  function hold(
    connection: TcpConnection,
    local: TransportAddress,
    remote: TransportAddress,
    eventsOf: (socket: TcpSocket) => TcpEvents,
  ): { readonly socket: TcpSocket; perform(at: number, actions: readonly TcpAction[]): void } {
    const key = keyOf(local, remote);
    let hasEnded = false;
    const timer = createTimer(world, (at) => perform(at, connection.handleTimeout(at)));
    const socket: TcpSocket = {
      local,
      remote,
      send: (at, bytes) => perform(at, connection.send(at, bytes)),
      close: (at) => perform(at, connection.close(at)),
    };
    const events = eventsOf(socket);

    function perform(at: number, actions: readonly TcpAction[]): void {
      for (const action of actions) {
        if (action.kind === 'send') send(at, local, remote, action);
        else if (action.kind === 'data') events.data(at, action.bytes);
        else if (action.kind === 'closed-by-peer') perform(at, connection.close(at));
        else if (action.kind === 'ended') {
          hasEnded = true;
          events.ended(at, action.why);
        }
      }
      const next = connection.nextTimeoutAt();
      timer.setTo(next);
      if (hasEnded && next === undefined) open.delete(key);
    }

    open.set(key, { take: (at, header, bytes) => perform(at, connection.handleSegment(at, header, bytes)) });
    return { socket, perform };
  }

  return {
    connect(at, local, remote, events) {
      const { connection, actions } = connectTcp(at, { random });
      const { socket, perform } = hold(connection, local, remote, () => events);
      perform(at, actions);
      return socket;
    },
    listen: (address, accept) => listening.set(addressKey(address), accept),
    receive(at, packet) {
      const { tcp, bytes, flow } = packet;
      if (!tcp) return;
      const [local, remote] = [flow.destination, flow.source];
      const known = open.get(keyOf(local, remote));
      const accept = !known && isTcpOpening(tcp) ? listening.get(addressKey(local)) : undefined;
      if (!known && !accept) {
        drop(world, at, id, packet, 'no-socket');
        for (const action of refuseSegment(tcp, bytes))
          if (action.kind === 'send') send(at, local, remote, action);
        return;
      }
      note(world, { kind: 'received', at, packet: packet.id, node: id, flow });
      known?.take(at, tcp, bytes);
      if (!accept) return;
      const { connection, actions } = acceptTcp(at, tcp, { random });
      hold(connection, local, remote, (socket) => accept(at, socket)).perform(at, actions);
    },
  };
}

type Segment = Extract<TcpAction, { kind: 'send' }>;
