import { parsePrefix } from '#src/simulator/network/prefix.ts';
import type { Id, NodeSpec, Scene } from '#src/simulator/index.ts';

/** What a host gets on the internet: documentation addresses that the presets leave free (RFC 5737). */
const ON_THE_INTERNET = '192.0.2.0/24';
/** Below stand routers, by custom; the last ones are looked at in a network that is full or that small. */
const FIRST_HOST = 30;
const LAST_HOST = 250;

/**
 * An IPv4 address of a network that no node of the scene has, nor will have by one of its changes.
 * @param prefix of the network; nothing where it has none, as the internet
 */
export function freeAddress(scene: Scene, network: Id, prefix: string | undefined): string | undefined {
  const isInternet = scene.networks[0]?.id === network;
  const within = prefix ?? (isInternet ? ON_THE_INTERNET : undefined);
  if (within === undefined) return undefined;
  const taken = new Set(scene.nodes.flatMap(addressesOf));
  for (const change of scene.changes) if (change.do === 'move') taken.add(change.to.ipv4);
  return hostsOf(within).find((address) => !taken.has(address));
}

/** The addresses of an IPv4 prefix that hosts can have: not its first, the network's own, nor its last, the broadcast. */
function hostsOf(text: string): readonly string[] {
  const prefix = parsePrefix(text);
  if (prefix?.bytes.length !== 4) return [];
  const first = new DataView(prefix.bytes.buffer, prefix.bytes.byteOffset).getUint32(0);
  const last = Math.min(LAST_HOST, 2 ** (32 - prefix.bits) - 2);
  const hosts = Array.from({ length: Math.max(0, last) }, (_, index) => index + 1);
  const byCustom = [...hosts.slice(FIRST_HOST - 1), ...hosts.slice(0, FIRST_HOST - 1)];
  return byCustom.map((host) => [24, 16, 8, 0].map((shift) => ((first + host) >>> shift) & 0xff).join('.'));
}

function addressesOf(node: NodeSpec): (string | undefined)[] {
  if ('interfaces' in node) return node.interfaces.map(({ ipv4 }) => ipv4);
  const pool = node.kind === 'nat' ? (node.pool ?? []) : [];
  return [node.inside.ipv4, node.outside.ipv4, ...pool];
}
