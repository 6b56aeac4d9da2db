import type { TransportAddress } from '#src/protocol/index.ts';
import type { Topology } from './network/topology.ts';
import type { Flow } from './nat/types.ts';
import { type EventQueue, createQueue } from './queue.ts';
import type { Id, Scene } from './scene/types.ts';
import type { Packet, PacketId, TcpHeader, TraceEvent } from './trace.ts';

/** Takes packets that end at a node, or that it passes on. */
export interface Node {
  /** A packet arrives over this network. */
  receive(at: number, packet: PacketInFlight): void;
}

/** A packet on its way: its headers as they are now. */
export interface PacketInFlight {
  readonly id: PacketId;
  readonly flow: Flow;
  readonly bytes: Uint8Array;
  readonly tcp?: TcpHeader;
  /** Over which network it came, and on which side of a router. */
  readonly network: Id;
  readonly side?: 'inside' | 'outside';
  /** How many routers it may still cross. */
  readonly hopLimit: number;
}

/** An experiment while it runs. */
export interface World {
  readonly scene: Scene;
  readonly topology: Topology;
  readonly queue: EventQueue;
  readonly nodes: Map<Id, Node>;
  readonly events: TraceEvent[];
  readonly packets: Packet[];
  /** Whether events and packets are kept: a matrix only wants the outcome. */
  readonly isTraced: boolean;
  packetCount: number;
  /** The packet that is being received: what follows from it tells so. */
  cause: PacketId | undefined;
}

export function createWorld(scene: Scene, topology: Topology, isTraced: boolean): World {
  return {
    scene,
    topology,
    queue: createQueue(),
    nodes: new Map(),
    events: [],
    packets: [],
    isTraced,
    packetCount: 0,
    cause: undefined,
  };
}

export function note(world: World, event: TraceEvent): void {
  if (world.isTraced) world.events.push(event);
}

/** A key for maps; cheaper than formatting an IPv6 address in brackets. */
export function addressKey({ address, port }: Pick<TransportAddress, 'address' | 'port'>): string {
  return `${address} ${port}`;
}

/** A timer that is set anew again and again, of which only the last setting counts. */
export interface Timer {
  setTo(at: number | undefined): void;
}

export function createTimer({ queue }: World, run: (at: number) => void): Timer {
  let setFor: number | undefined;
  /** Times for which an entry waits in the queue. */
  const waiting = new Set<number>();
  return {
    setTo(at) {
      setFor = at;
      if (at === undefined || waiting.has(at)) return;
      waiting.add(at);
      queue.put(at, (now) => {
        waiting.delete(at);
        if (setFor !== at) return;
        setFor = undefined;
        run(now);
      });
    },
  };
}
