import type { FirewallRules } from '../scene/types.ts';
import type { DropReason } from '../trace.ts';
import type { Flow, TcpFlags } from './types.ts';

export type FirewallDecision =
  | { readonly verdict: 'pass' }
  | {
      readonly verdict: 'drop';
      readonly why: Extract<DropReason, 'udp-blocked' | 'tcp-blocked' | 'unsolicited'>;
    };

/** What is let out and in between two networks, without translating it. */
export interface Firewall {
  fromInside(at: number, flow: Flow, flags?: TcpFlags): FirewallDecision;
  fromOutside(at: number, flow: Flow, flags?: TcpFlags): FirewallDecision;
}

export function createFirewall(rules: FirewallRules): Firewall {
  const known = new Set<string>();
  const keyOf = ({ protocol, source, destination }: Flow, isOut: boolean): string => {
    const [inside, outside] = isOut ? [source, destination] : [destination, source];
    return `${protocol} ${inside.address} ${inside.port} ${outside.address} ${outside.port}`;
  };
  return {
    fromInside(_at, flow) {
      const { udp = 'any', tcp = 'any' } = rules;
      if (flow.protocol === 'udp' && udp === 'none') return { verdict: 'drop', why: 'udp-blocked' };
      const isOpen = tcp === 'any' || (tcp !== 'none' && tcp.includes(flow.destination.port));
      if (flow.protocol === 'tcp' && !isOpen) return { verdict: 'drop', why: 'tcp-blocked' };
      known.add(keyOf(flow, true));
      return { verdict: 'pass' };
    },
    fromOutside(_at, flow) {
      if (rules.unsolicited === 'accepted' || known.has(keyOf(flow, false))) return { verdict: 'pass' };
      return { verdict: 'drop', why: 'unsolicited' };
    },
  };
}
