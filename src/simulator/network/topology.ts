import { type IpAddress, ipBytes } from '#src/protocol/index.ts';
import type { Id, Interface, NodeSpec, Scene } from '../scene/types.ts';
import type { DropReason } from '../trace.ts';
import { type Link, createLink } from './link.ts';
import { type Prefix, hasPrefix, isPrivate, parsePrefix } from './prefix.ts';

/** A node's place in a network. */
export interface Attachment {
  readonly node: Id;
  readonly network: Network;
  readonly link: Link;
  readonly addresses: readonly IpAddress[];
  /** Of a router: which of its sides this is. */
  readonly side?: 'inside' | 'outside';
}

/** A link layer with who is on it. */
export interface Network {
  readonly id: Id;
  readonly isInternet: boolean;
  readonly prefixes: readonly Prefix[];
  readonly attachments: Attachment[];
  readonly byAddress: Map<string, Attachment>;
  /** The inside of the router that leads out of here. */
  gateway?: Attachment;
  /** Networks behind routers on this one whose addresses are not translated. */
  readonly routes: { readonly prefix: Prefix; readonly via: Attachment }[];
}

export interface Topology {
  readonly networks: ReadonlyMap<Id, Network>;
  /** Each node's attachments, those of a router inside first. */
  readonly attachments: ReadonlyMap<Id, Attachment[]>;
}

/** Builds the networks of a valid scene. */
export function createTopology(scene: Scene): Topology {
  const networks = new Map<Id, Network>();
  for (const [index, { id, ipv4, ipv6 }] of scene.networks.entries()) {
    const prefixes = [ipv4, ipv6].flatMap((text) => (text === undefined ? [] : (parsePrefix(text) ?? [])));
    networks.set(id, {
      id,
      isInternet: index === 0,
      prefixes,
      attachments: [],
      byAddress: new Map(),
      routes: [],
    });
  }
  const topology = { networks, attachments: new Map<Id, Attachment[]>() };
  for (const node of scene.nodes)
    for (const { side, place, more } of placesOf(node))
      attach(topology, scene.seed, node.id, place, side, more);
  for (const node of scene.nodes)
    if (node.kind !== 'host' && node.kind !== 'server') addRoutes(topology, node);
  return topology;
}

interface Place {
  readonly place: Interface;
  readonly side?: 'inside' | 'outside';
  readonly more?: readonly string[];
}

function placesOf(node: NodeSpec): Place[] {
  if (node.kind === 'host' || node.kind === 'server') return node.interfaces.map((place) => ({ place }));
  const more = node.kind === 'nat' ? (node.pool ?? []) : [];
  return [
    { place: node.inside, side: 'inside' },
    { place: node.outside, side: 'outside', more },
  ];
}

/** Plugs a node in. */
export function attach(
  { networks, attachments }: Topology,
  seed: number,
  node: Id,
  { network: networkId, ipv4, ipv6, link }: Interface,
  side?: 'inside' | 'outside',
  more: readonly string[] = [],
): Attachment | undefined {
  const network = networks.get(networkId);
  if (!network) return undefined;
  const addresses: IpAddress[] = [
    ...(ipv4 === undefined ? [] : [{ family: 4, address: ipv4 } as const]),
    ...(ipv6 === undefined ? [] : [{ family: 6, address: ipv6 } as const]),
    ...more.map((address) => ({ family: 4, address }) as const),
  ];
  const attachment: Attachment = {
    node,
    network,
    link: createLink(seed, `${node} ${networkId}`, link),
    addresses,
    ...(side && { side }),
  };
  network.attachments.push(attachment);
  for (const { address } of addresses) network.byAddress.set(address, attachment);
  if (side === 'inside') network.gateway = attachment;
  const known = attachments.get(node);
  if (known) known.push(attachment);
  else (attachments as Map<Id, Attachment[]>).set(node, [attachment]);
  return attachment;
}

/** Unplugs a node from a network. */
export function detach({ attachments }: Topology, attachment: Attachment): void {
  const { network, node, addresses } = attachment;
  network.attachments.splice(network.attachments.indexOf(attachment), 1);
  for (const { address } of addresses)
    if (network.byAddress.get(address) === attachment) network.byAddress.delete(address);
  const own = attachments.get(node);
  own?.splice(own.indexOf(attachment), 1);
}

/** A NAT passes IPv6 on as it is, and a firewall both: the networks outside know the way to what is inside. */
function addRoutes({ networks, attachments }: Topology, node: NodeSpec): void {
  const [inside, outside] = attachments.get(node.id) ?? [];
  if (!inside || !outside) return;
  const isRouted = ({ bytes }: Prefix) => node.kind === 'firewall' || bytes.length === 16;
  const prefixes = inside.network.prefixes.filter(isRouted);
  let via: Attachment | undefined = outside;
  // Up to the internet, each network learns who leads there.
  for (let hops = 0; via && hops < networks.size; hops += 1) {
    for (const prefix of prefixes) via.network.routes.push({ prefix, via });
    const above: Attachment | undefined = via.network.gateway;
    via = above && attachments.get(above.node)?.find(({ side }) => side === 'outside');
  }
}

/** Who takes a packet for this address on this network, when this node sends it; or why nobody does. */
export function nextHop(network: Network, address: string, sender: Id): Attachment | DropReason {
  const direct = network.byAddress.get(address);
  if (direct && direct.node !== sender) return direct;
  const bytes = ipBytes(address);
  if (!bytes) return 'no-route';
  if (network.routes.length > 0) {
    const [route] = network.routes
      .filter(({ prefix, via }) => via.node !== sender && hasPrefix(bytes, prefix))
      .sort((a, b) => b.prefix.bits - a.prefix.bits);
    if (route) return route.via;
  }
  if (network.prefixes.some((prefix) => hasPrefix(bytes, prefix))) return 'no-such-address';
  const { gateway } = network;
  const leadsOut = gateway && gateway.node !== sender;
  if (leadsOut && gateway.addresses.some(({ family }) => (family === 6) === (bytes.length === 16)))
    return gateway;
  if (network.isInternet) return isPrivate(address) ? 'private-address' : 'no-such-address';
  return 'no-route';
}
