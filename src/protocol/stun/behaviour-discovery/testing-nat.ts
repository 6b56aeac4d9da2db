import { type TransportAddress, formatTransportAddress, isSameTransport } from '../../bytes/address.ts';
import type { EndpointDependence } from './report.ts';

/*
 * A NAT as RFC 4787 describes them. It is as small as the tests need, and no part of what they test.
 */

/** A1:P1 and A2:P2 of RFC 5780 §6.1. */
export const [A1, A2, P1, P2] = ['192.0.2.1', '198.51.100.1', 3478, 3479] as const;

export const address = (host: string, port: number): TransportAddress => ({
  family: 4,
  address: host,
  port,
});

/** Both ports of the client, X and Y. */
export const LOCAL = { X: address('10.0.0.2', 50_000), Y: address('10.0.0.2', 50_001) } as const;

export const PUBLIC_IP = '203.0.113.7';

export interface NatModel {
  /** `none`: addresses stay as they are, and only the filter is left. */
  readonly mapping: EndpointDependence | 'none';
  readonly filtering: EndpointDependence;
  readonly hairpins?: boolean;
  /** A mapping ends so long after the last packet from inside. Never by default. */
  readonly timeoutMs?: number;
  /** As Linux does: what goes to where something has come in from leaves by the mapping that it came in by. */
  readonly tracksConnections?: boolean;
  /** A new mapping gets the lowest port that is free, not one that was never used. */
  readonly reusesPorts?: boolean;
}

const FIRST_PORT = 20_000;

interface Mapping {
  readonly inner: TransportAddress;
  readonly outer: TransportAddress;
  readonly sentTo: Set<string>;
  readonly heardFrom: Set<string>;
  usedAt: number;
}

/** The part of an endpoint that a behaviour depends on. */
function dependence(kind: EndpointDependence, endpoint: TransportAddress): string {
  if (kind === 'EndpointIndependent') return '';
  return kind === 'AddressDependent' ? endpoint.address : formatTransportAddress(endpoint);
}

/** A NAT with one public address. */
export class Nat {
  readonly #model: NatModel;
  #mappings: (Mapping & { readonly key: string })[] = [];
  #neverUsed = FIRST_PORT;

  constructor(model: NatModel) {
    this.#model = model;
  }

  /** Where a packet to `to` seems to come from, outside. */
  out(at: number, inner: TransportAddress, to: TransportAddress): TransportAddress {
    const { mapping, filtering } = this.#model;
    this.#expire(at);
    const key = `${inner.port} ${mapping === 'none' ? '' : dependence(mapping, to)}`;
    const tracked = this.#model.tracksConnections
      ? (other: Mapping) =>
          isSameTransport(other.inner, inner) && other.heardFrom.has(formatTransportAddress(to))
      : () => false;
    let found = this.#mappings.find(tracked) ?? this.#mappings.find((other) => other.key === key);
    if (!found) {
      const outer = mapping === 'none' ? inner : address(PUBLIC_IP, this.#freePort());
      found = { key, inner, outer, sentTo: new Set(), heardFrom: new Set(), usedAt: at };
      this.#mappings.push(found);
    }
    found.usedAt = at;
    found.sentTo.add(dependence(filtering, to));
    return found.outer;
  }

  /** Who gets a packet from outside, or from inside by hairpinning; undefined where nobody does. */
  in(at: number, outer: TransportAddress, from: TransportAddress): TransportAddress | undefined {
    this.#expire(at);
    const found = this.#mappings.find((mapping) => isSameTransport(mapping.outer, outer));
    if (!found?.sentTo.has(dependence(this.#model.filtering, from))) return undefined;
    found.heardFrom.add(formatTransportAddress(from));
    return found.inner;
  }

  #freePort(): number {
    if (!this.#model.reusesPorts) return this.#neverUsed++;
    const used = new Set(this.#mappings.map(({ outer }) => outer.port));
    let port = FIRST_PORT;
    while (used.has(port)) port += 1;
    return port;
  }

  #expire(at: number): void {
    const { timeoutMs = Infinity } = this.#model;
    this.#mappings = this.#mappings.filter(({ usedAt }) => at < usedAt + timeoutMs);
  }
}
