import type { Id, NodeSpec, Scene } from '#src/simulator/index.ts';

/** What a host gets on the internet: documentation addresses that the presets leave free (RFC 5737). */
const ON_THE_INTERNET = '192.0.2.0/24';
/** Below stand routers, by custom. */
const FIRST_HOST = 30;
const LAST_HOST = 250;

/**
 * An IPv4 address of a network that no node of the scene has, nor will have by one of its changes.
 * @param prefix of the network; nothing where it has none, as the internet
 */
export function freeAddress(scene: Scene, network: Id, prefix: string | undefined): string | undefined {
  const isInternet = scene.networks[0]?.id === network;
  const base = (prefix ?? (isInternet ? ON_THE_INTERNET : undefined))?.split('/')[0]?.split('.').slice(0, 3);
  if (base?.length !== 3) return undefined;
  const taken = new Set(scene.nodes.flatMap(addressesOf));
  for (const change of scene.changes) if (change.do === 'move') taken.add(change.to.ipv4);
  for (let host = FIRST_HOST; host <= LAST_HOST; host += 1) {
    const address = [...base, host].join('.');
    if (!taken.has(address)) return address;
  }
  return undefined;
}

function addressesOf(node: NodeSpec): (string | undefined)[] {
  if ('interfaces' in node) return node.interfaces.map(({ ipv4 }) => ipv4);
  const pool = node.kind === 'nat' ? (node.pool ?? []) : [];
  return [node.inside.ipv4, node.outside.ipv4, ...pool];
}
