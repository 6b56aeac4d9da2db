import type { AgentHost } from './hosts/agent.ts';
import { completeLink } from './network/link.ts';
import type { Router } from './network/routers.ts';
import { attach, detach } from './network/topology.ts';
import type { Change, Id } from './scene/types.ts';
import { type World, note } from './world.ts';

/** What changes can be done to. */
export interface Parts {
  readonly routers: ReadonlyMap<Id, Router>;
  readonly agents: ReadonlyMap<Id, AgentHost>;
}

/** Does to the running scene what somebody wants done. */
export function applyChange(world: World, { routers, agents }: Parts, at: number, change: Change): void {
  note(world, { kind: 'change', at, change });
  const { node } = change;
  switch (change.do) {
    case 'set-nat':
      routers.get(node)?.setNat?.(at, change.behaviour);
      break;
    case 'set-firewall':
      routers.get(node)?.setFirewall?.(change.rules);
      break;
    case 'reboot':
      routers.get(node)?.reboot(at);
      break;
    case 'cut':
    case 'mend':
      for (const { link } of attachmentsOf(world, node, change.network)) link.isCut = change.do === 'cut';
      break;
    case 'set-link':
      for (const { link } of attachmentsOf(world, node, change.network))
        link.spec = completeLink(change.link);
      break;
    case 'move':
      for (const attachment of attachmentsOf(world, node, change.from)) detach(world.topology, attachment);
      attach(world.topology, world.scene.seed, node, change.to);
      agents.get(node)?.startOver(at);
      break;
    case 'restart':
      agents.get(node)?.restart(at);
      break;
    case 'close':
      agents.get(node)?.close(at);
      break;
    case 'say':
      agents.get(node)?.say(at, change.text);
  }
}

function attachmentsOf({ topology }: World, node: Id, network: Id) {
  return (topology.attachments.get(node) ?? []).filter((attachment) => attachment.network.id === network);
}
