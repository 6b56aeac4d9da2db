/** Given, and needs no change: what goes through the NAT, and what it answers. All of it is UDP. */

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface Packet {
  /** On which side it comes to the NAT. */
  readonly from: 'inside' | 'outside';
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/** What of a remote endpoint matters: nothing, its address, or its address and port (RFC 4787 §4.1, §5). */
export type Dependence = 'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent';

export interface NatOptions {
  readonly mapping: Dependence;
  readonly filtering: Dependence;
  /** The NAT's own address outside. */
  readonly address: string;
  /** A port that no row has, another one each time. */
  readonly freePort: () => number;
}

/** The packet as it goes on, or why it doesn't. */
export type Translated =
  | { readonly ok: true; readonly source: Endpoint; readonly destination: Endpoint }
  /** Nobody inside has this endpoint outside; or somebody has, and the filter refuses the sender. */
  | { readonly ok: false; readonly why: 'no-mapping' | 'filtered' };
