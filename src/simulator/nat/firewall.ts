import type { FirewallRules } from '../scene/types.ts';
import { endpointKey } from './endpoints.ts';
import { type IdleTimer, createIdleTimers } from './idle-timers.ts';
import {
  type Side,
  TCP_ESTABLISHED_MS,
  TCP_TRANSITORY_MS,
  type TcpSession,
  isEstablished,
  nextTcpSession,
} from './tcp-session.ts';
import type { Flow, TcpFlags } from './types.ts';

/** Why a firewall let a packet go no further. */
export type FirewallRefusal =
  /** Nothing of this protocol, or not to this port. */
  | 'udp-blocked'
  | 'tcp-blocked'
  /** From outside, and nobody inside has asked for it. */
  | 'unsolicited';

export type FirewallDecision =
  { readonly verdict: 'pass' } | { readonly verdict: 'drop'; readonly why: FirewallRefusal };

/** A firewall without cables, for both families. Every `at` is in milliseconds, and none is before the last. */
export interface Firewall {
  fromInside(at: number, flow: Flow, flags?: TcpFlags): FirewallDecision;
  fromOutside(at: number, flow: Flow, flags?: TcpFlags): FirewallDecision;
  /** Forgets what was asked for. */
  clear(): void;
}

interface Session {
  readonly key: string;
  tcp: TcpSession | undefined;
}

/** RFC 6092 §3.2.3, REC-14: "MUST NOT expire in less than two minutes". */
const UDP_IDLE_MS = 120_000;
const PASS: FirewallDecision = { verdict: 'pass' };

/**
 * Lets out what its rules say, and in what was asked for: what comes from the address and port that inside has sent to,
 * to the ones it has sent from. As strict as Linux; RFC 6092 §3.2.3, REC-17, recommends to ask for less. For TCP it has
 * the timers of RFC 6092 §3.3.1, REC-35, and answers an unsolicited SYN with nothing.
 */
export function createFirewall(rules: FirewallRules): Firewall {
  const { unsolicited = 'dropped', idleMs: udpIdleMs = UDP_IDLE_MS } = rules;
  const sessions = new Map<string, IdleTimer<Session>>();
  const timers = createIdleTimers<Session>();

  /** A packet of a session, or the first of one. */
  function pass(
    at: number,
    key: string,
    from: Side,
    protocol: Flow['protocol'],
    flags: TcpFlags,
  ): FirewallDecision {
    const known = sessions.get(key);
    const tcp = protocol === 'tcp' ? nextTcpSession(known?.owner.tcp, from, flags) : undefined;
    // A connection that the firewall hasn't seen begin may be idle only shortly.
    const tcpIdleMs = tcp && isEstablished(tcp) ? TCP_ESTABLISHED_MS : TCP_TRANSITORY_MS;
    const idleMs = protocol === 'tcp' ? tcpIdleMs : udpIdleMs;
    if (known) {
      known.owner.tcp = tcp;
      timers.restart(known, at, idleMs);
    } else {
      sessions.set(key, timers.start({ key, tcp }, at, idleMs));
    }
    return PASS;
  }

  function expire(at: number): void {
    for (let ended = timers.takeExpired(at); ended; ended = timers.takeExpired(at))
      sessions.delete(ended.key);
  }

  return {
    fromInside(at, flow, flags = {}) {
      expire(at);
      const key = sessionKey(flow.protocol, flow.source, flow.destination);
      const why = blocked(rules, flow);
      if (why && !sessions.has(key)) return { verdict: 'drop', why };
      return pass(at, key, 'inside', flow.protocol, flags);
    },
    fromOutside(at, flow, flags = {}) {
      expire(at);
      const key = sessionKey(flow.protocol, flow.destination, flow.source);
      if (!sessions.has(key)) {
        if (rules[flow.protocol] === 'none') return { verdict: 'drop', why: BLOCKED[flow.protocol] };
        if (unsolicited === 'dropped') return { verdict: 'drop', why: 'unsolicited' };
      }
      return pass(at, key, 'outside', flow.protocol, flags);
    },
    clear() {
      for (const timer of sessions.values()) timers.stop(timer);
      sessions.clear();
    },
  };
}

const BLOCKED = { udp: 'udp-blocked', tcp: 'tcp-blocked' } as const;

function blocked({ udp = 'any', tcp = 'any' }: FirewallRules, flow: Flow): FirewallRefusal | undefined {
  const allowed = flow.protocol === 'udp' ? udp : tcp;
  if (allowed === 'any') return undefined;
  const isAllowed = allowed !== 'none' && allowed.includes(flow.destination.port);
  return isAllowed ? undefined : BLOCKED[flow.protocol];
}

const sessionKey = (protocol: string, inside: Flow['source'], outside: Flow['source']): string =>
  `${protocol} ${endpointKey(inside)} ${endpointKey(outside)}`;
