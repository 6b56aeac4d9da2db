import { type IpAddress, type TransportAddress, ipBytes, isLinkLocal, isLoopback } from '../bytes/address.ts';

/** An address of this machine, with the network that it stands in. */
export interface OwnNetwork {
  readonly address: string;
  readonly prefixLength: number;
}

/** Why an address is refused, for the trace. */
export type PolicyRefusal =
  | 'not-this-machine'
  | 'not-this-network'
  | 'loopback-of-the-server'
  | 'not-a-unicast-address'
  | 'ipv4-mapped'
  | 'privileged-port'
  | 'port-of-this-server';

/**
 * Whom the server serves and where it relays to. RFC 8656 §10.2 and §12.2 allow such
 * restrictions ("The server MAY impose restrictions on the IP address […]"); §21.2.2 and §21.4
 * say what happens without them.
 */
export interface AddressPolicy {
  /** Undefined where packets from this address are served at all. */
  refusesClient(client: IpAddress): PolicyRefusal | undefined;
  /** Undefined where a permission for this peer may be installed (its port doesn't matter yet). */
  refusesPeerAddress(client: IpAddress, peer: IpAddress): PolicyRefusal | undefined;
  /** Undefined where data may be sent to this peer. */
  refusesPeer(client: IpAddress, peer: TransportAddress): PolicyRefusal | undefined;
}

export interface AddressPolicyConfig {
  /** Every address of this machine. */
  readonly own: readonly OwnNetwork[];
  /** Ports that this machine's own servers listen on: a relay that reached them could be made to loop (RFC 8656 §21.1.7). */
  readonly ownPorts: readonly number[];
  /**
   * `this-machine`: nobody else is served or reached. `own-networks`: also the machine's neighbours, each of whom
   * reaches what is in its own network, while this machine reaches all of them.
   */
  readonly open: 'this-machine' | 'own-networks';
}

const FIRST_UNPRIVILEGED_PORT = 1024;

/** Serves this machine (and, where told so, its own networks), and relays only to them. */
export function createAddressPolicy({ own, ownPorts, open }: AddressPolicyConfig): AddressPolicy {
  const ownAddresses = new Set(own.map(({ address }) => address));
  const closedPorts = new Set(ownPorts);
  /** The narrowest first, as routing prefers them. */
  const networks = own
    .flatMap(({ address, prefixLength }): Network[] => {
      const bytes = ipBytes(address);
      return bytes && !isLoopback(address) && !isLinkLocal(address) ? [{ bytes, prefixLength }] : [];
    })
    .sort((a, b) => b.prefixLength - a.prefixLength);
  const networkOf = (bytes: Uint8Array) => networks.find((network) => isIn(network, bytes));
  const isOwn = ({ address }: IpAddress) => ownAddresses.has(address) || isLoopback(address);

  function refusesAddress(ip: IpAddress): PolicyRefusal | undefined {
    const bytes = ipBytes(ip.address);
    if (!bytes) return 'not-a-unicast-address';
    // The same IPv4 host under another name: every rule below would be asked about the wrong bytes.
    if (isIpv4Mapped(bytes)) return 'ipv4-mapped';
    if (isOwn(ip)) return undefined;
    if (open === 'this-machine') return 'not-this-machine';
    if (isLinkLocal(ip.address)) return 'not-this-network';
    const network = networkOf(bytes);
    if (!network) return 'not-this-network';
    return isUnicastIn(bytes, network.prefixLength) ? undefined : 'not-a-unicast-address';
  }

  function refusesPeerAddress(client: IpAddress, peer: IpAddress): PolicyRefusal | undefined {
    const refusal = refusesAddress(peer);
    if (refusal) return refusal;
    if (isOwn(client)) return undefined;
    // What listens on loopback trusts that only this machine can ask.
    if (isLoopback(peer.address)) return 'loopback-of-the-server';
    return isNextTo(client, peer) ? undefined : 'not-this-network';
  }

  /** Whether the peer is in the client's very network: no neighbour gets a way through this machine into its VPN. */
  function isNextTo(client: IpAddress, peer: IpAddress): boolean {
    const [clientBytes, peerBytes] = [ipBytes(client.address), ipBytes(peer.address)];
    const network = clientBytes && networkOf(clientBytes);
    if (!network || !peerBytes || !isIn(network, peerBytes)) return false;
    // A narrower network within the client's is another one; an own address may be known by its host route.
    return isOwn(peer) || networkOf(peerBytes)?.prefixLength === network.prefixLength;
  }

  return {
    refusesClient: refusesAddress,
    refusesPeerAddress,
    refusesPeer(client, peer) {
      if (peer.port < FIRST_UNPRIVILEGED_PORT) return 'privileged-port';
      const refusal = refusesPeerAddress(client, peer);
      if (refusal) return refusal;
      return isOwn(peer) && closedPorts.has(peer.port) ? 'port-of-this-server' : undefined;
    },
  };
}

/** ::ffff:0:0/96 (RFC 4291 §2.5.5.2). */
function isIpv4Mapped(bytes: Uint8Array): boolean {
  return bytes.length === 16 && bytes.subarray(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 0xff));
}

interface Network {
  /** Of any address in it. */
  readonly bytes: Uint8Array;
  readonly prefixLength: number;
}

function isIn({ bytes, prefixLength }: Network, ip: Uint8Array): boolean {
  const differs = (byte: number, i: number) => ((byte ^ (ip[i] ?? 0)) & prefixMask(prefixLength, i)) !== 0;
  return bytes.length === ip.length && !bytes.some(differs);
}

/** The bits of byte `i` that belong to a prefix of this length. */
function prefixMask(prefixLength: number, i: number): number {
  const bits = Math.min(8, Math.max(0, prefixLength - 8 * i));
  return (0xff00 >> bits) & 0xff;
}

/** An IPv4 network's first address names the network and its last is its broadcast (RFC 919 §7; not so in a /31, RFC 3021). */
function isUnicastIn(bytes: Uint8Array, prefixLength: number): boolean {
  if (bytes.length !== 4 || prefixLength >= 31) return true;
  const hostBits = bytes.map((byte, i) => byte & ~prefixMask(prefixLength, i));
  const isNetwork = hostBits.every((bits) => bits === 0);
  const isBroadcast = hostBits.every((bits, i) => bits === (~prefixMask(prefixLength, i) & 0xff));
  return !isNetwork && !isBroadcast;
}
