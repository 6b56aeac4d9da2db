import type { Change, NodeSpec, Scene } from '../types.ts';
import { refuse } from './error.ts';
import type { PlacesTaken } from './places-taken.ts';

type NodeOf = (id: string, place: string) => NodeSpec;

/** Each change is one that can be made at its time: a host that moved stands elsewhere from then on. */
export function checkChanges({ changes }: Scene, nodeOf: NodeOf, taken: PlacesTaken): void {
  let lastMs = 0;
  for (const [i, change] of changes.entries()) {
    const place = `changes[${i}]`;
    if (change.atMs < lastMs) refuse(`${place}.atMs`, { kind: 'not-in-order' });
    lastMs = change.atMs;
    const node = nodeOf(change.node, `${place}.node`);
    if (!canBeDoneTo(node, change)) refuse(`${place}.node`, { kind: 'wrong-node', id: node.id });
    checkPlace(change, place, taken);
  }
}

function canBeDoneTo(node: NodeSpec, change: Change): boolean {
  switch (change.do) {
    case 'set-nat':
      return node.kind === 'nat';
    case 'set-firewall':
      return node.kind === 'firewall';
    case 'reboot':
      return node.kind === 'nat' || node.kind === 'firewall';
    case 'cut':
    case 'mend':
    case 'set-link':
      return true;
    case 'move':
      return node.kind === 'host';
    case 'restart':
    case 'close':
    case 'say':
      return node.kind === 'host' && node.agent !== undefined;
  }
}

function checkPlace(change: Change, place: string, taken: PlacesTaken): void {
  if (change.do === 'move') {
    checkStands(change.node, change.from, `${place}.from`, taken);
    taken.leave(change.node, change.from);
    taken.enter(change.node, change.to, `${place}.to`);
  } else if ('network' in change) {
    checkStands(change.node, change.network, `${place}.network`, taken);
  }
}

function checkStands(id: string, network: string, place: string, taken: PlacesTaken): void {
  if (!taken.stands(id, network)) refuse(place, { kind: 'not-on-network', id, network });
}
