import type { Id, NodeKind } from '#src/simulator/index.ts';
import type { Point } from '../ladder/types.ts';

export type { Point };

/**
 * Where things stand: servers on top, the internet below them, then NATs and what is behind them, layer by layer; the
 * first agent's side on the left. Lengths are in pixels; a home to home scene is 360 wide.
 */
export interface Topology {
  readonly width: number;
  readonly height: number;
  readonly networks: readonly NetworkShape[];
  readonly nodes: readonly NodeShape[];
  readonly cables: readonly Cable[];
  /** The way of a packet from a node to the next: along a cable, the network, and another cable. */
  way(from: Id, to: Id, network: Id): readonly Point[];
  /** Where on its way a packet is. `progress` from 0 to 1. */
  place(packet: {
    readonly from: Id;
    readonly to: Id;
    readonly network: Id;
    readonly progress: number;
  }): Point;
}

/** A network: a bar, and cables hang from it. */
export interface NetworkShape {
  readonly id: Id;
  readonly isInternet: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly prefixes: readonly string[];
}

export interface NodeShape {
  readonly id: Id;
  readonly kind: NodeKind;
  readonly hasAgent: boolean;
  /** Of its middle. */
  readonly x: number;
  readonly y: number;
  /** Its addresses, in the order of its interfaces. */
  readonly addresses: readonly string[];
}

/** A node's cable to a network. */
export interface Cable {
  readonly node: Id;
  readonly network: Id;
  readonly from: Point;
  readonly to: Point;
}
