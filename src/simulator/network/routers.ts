import { type Firewall, createFirewall } from '../nat/firewall.ts';
import { createNat } from '../nat/index.ts';
import type { MappingEvent, Nat } from '../nat/types.ts';
import { randomFor } from '../random.ts';
import type { FirewallRules, FirewallSpec, NatBehaviour, NatSpec } from '../scene/types.ts';
import { type Node, type PacketInFlight, type World, createTimer, note } from '../world.ts';
import { drop, forward } from './send.ts';
import type { Attachment } from './topology.ts';

/** What changes of the scene do to a router. */
export interface Router extends Node {
  reboot(at: number): void;
  setNat?(at: number, behaviour: NatBehaviour): void;
  setFirewall?(rules: FirewallRules): void;
}

/** A router's other side. */
function sideOf(world: World, node: string, side: 'inside' | 'outside'): Attachment | undefined {
  return world.topology.attachments.get(node)?.find((attachment) => attachment.side === side);
}

/** A NAT for IPv4, and for IPv6 the filter that home routers have instead (RFC 6092). */
export function createNatNode(world: World, spec: NatSpec): Router {
  const { id, outside } = spec;
  const random = randomFor(world.scene.seed, `nat ${id}`);
  let lastMapping = 0;
  const config = {
    nextId: () => (lastMapping += 1),
    addresses: [...(outside.ipv4 ? [outside.ipv4] : []), ...(spec.pool ?? [])],
    random,
  };
  let nat: Nat = createNat(spec.behaviour, config);
  const filter = createFirewallNode(world, { ...spec, kind: 'firewall', rules: {} });
  const timer = createTimer(world, (at) => {
    noteMappings(at, nat.handleTimeout(at));
    timer.setTo(nat.nextTimeoutAt());
  });

  function noteMappings(at: number, events: readonly MappingEvent[], packet?: number): void {
    const about = packet !== undefined && { packet };
    for (const event of events) note(world, { kind: 'mapping', at, node: id, ...about, ...event });
  }

  function translate(at: number, packet: PacketInFlight): void {
    const { flow, side, tcp } = packet;
    const decision = side === 'inside' ? nat.fromInside(at, flow, tcp) : nat.fromOutside(at, flow, tcp);
    noteMappings(at, decision.events, packet.id);
    timer.setTo(nat.nextTimeoutAt());
    if (decision.verdict === 'drop') {
      const mapping = decision.mapping && { mapping: decision.mapping.id };
      drop(world, at, id, packet, decision.why, mapping);
      return;
    }
    const { verdict: way, flow: after, mapping, to } = decision;
    note(world, {
      ...{ kind: 'translated', at, packet: packet.id, node: id, way, before: flow, after },
      mapping: mapping.id,
      ...(to && { to: to.id }),
    });
    const out = sideOf(world, id, way === 'out' ? 'outside' : 'inside');
    if (out) forward(world, at, out, packet, after);
  }

  return {
    receive(at, packet) {
      if (packet.flow.source.family === 6) filter.receive(at, packet);
      else if (isForItself(world, id, packet)) drop(world, at, id, packet, 'not-for-inside');
      else translate(at, packet);
    },
    reboot(at) {
      noteMappings(at, nat.clear('reboot'));
      filter.reboot(at);
    },
    setNat(at, behaviour) {
      noteMappings(at, nat.clear('behaviour-changed'));
      nat = createNat(behaviour, config);
    },
  };
}

/** To the router's own address on the inside: it has no service there. */
function isForItself(world: World, node: string, { flow, side }: PacketInFlight): boolean {
  const inside = side === 'inside' ? sideOf(world, node, 'inside') : undefined;
  return inside?.addresses.some(({ address }) => address === flow.destination.address) ?? false;
}

/** A router that translates nothing. */
export function createFirewallNode(world: World, spec: FirewallSpec): Router {
  const { id } = spec;
  let { rules } = spec;
  let firewall: Firewall = createFirewall(rules);
  return {
    receive(at, packet) {
      const { flow, side, tcp } = packet;
      const decision =
        side === 'inside' ? firewall.fromInside(at, flow, tcp) : firewall.fromOutside(at, flow, tcp);
      const out = sideOf(world, id, side === 'inside' ? 'outside' : 'inside');
      if (decision.verdict === 'drop') drop(world, at, id, packet, decision.why);
      else if (out) forward(world, at, out, packet, flow);
    },
    reboot() {
      firewall = createFirewall(rules);
    },
    setFirewall(given) {
      rules = given;
      firewall = createFirewall(rules);
    },
  };
}
