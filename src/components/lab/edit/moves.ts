import type { HostSpec, Scene } from '#src/simulator/index.ts';
import type { Doing } from './edits.ts';
import { freeAddress } from './free-address.ts';

/** A host leaves a network for another one. */
export type Move = Extract<Doing, { do: 'move' }>;

/**
 * The moves that a host can make, one for each network that can take it: where it has no cable yet, and an address is
 * free. It takes its first cable along.
 */
export function movesOf(scene: Scene, host: HostSpec): readonly Move[] {
  const [first] = host.interfaces;
  if (!first) return [];
  const standsOn = new Set(host.interfaces.map(({ network }) => network));
  return scene.networks.flatMap(({ id: network, ipv4: prefix }): Move[] => {
    const ipv4 = standsOn.has(network) ? undefined : freeAddress(scene, network, prefix);
    if (ipv4 === undefined) return [];
    const to = { network, ipv4, ...(first.link && { link: first.link }) };
    return [{ do: 'move', node: host.id, from: first.network, to }];
  });
}
