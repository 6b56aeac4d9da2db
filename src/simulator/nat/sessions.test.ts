import { describe, expect, it } from 'vitest';
import { randomFor } from '../random.ts';
import { createNat } from './index.ts';
import type { Flow, NatDecision } from './types.ts';

/*
 * What Linux was measured to do beyond RFC 4787, with mappings that depend on the destination and a filter that lets
 * everybody in: conntrack 1.4.7, kernel 6.18.
 */

const end = (address: string, port: number) => ({ family: 4, address, port }) as const;
const HOST = end('192.168.1.2', 5_000);
const SERVER = end('203.0.113.10', 3_478);
const PEER = end('203.0.113.2', 6_000);

function natOf(keepsSessions = true) {
  const behaviour = {
    model: 'rfc4787',
    mapping: 'AddressAndPortDependent',
    filtering: 'EndpointIndependent',
    ports: 'random',
    keepsSessions,
  } as const;
  const nat = createNat(behaviour, { addresses: ['203.0.113.1'], random: randomFor(1, 'nat') });
  const udp = (source: Flow['source'], destination: Flow['source']): Flow => ({
    protocol: 'udp',
    source,
    destination,
  });
  return {
    nat,
    out: (to: Flow['source'], at = 0) => passed(nat.fromInside(at, udp(HOST, to))),
    in: (from: Flow['source'], to: Flow['source'], at = 0) => passed(nat.fromOutside(at, udp(from, to))),
  };
}

function passed(decision: NatDecision): Flow {
  if (decision.verdict === 'drop') throw new Error(decision.why);
  return decision.flow;
}

describe('sessions of a NAT that lets everybody in', () => {
  it('an answer leaves by the mapping that the question came in by', () => {
    const nat = natOf();
    const mapped = nat.out(SERVER).source;
    expect(nat.in(PEER, mapped)).toMatchObject({ source: PEER, destination: HOST });
    expect(nat.out(PEER)).toMatchObject({ source: mapped, destination: PEER });
  });

  it('where the host has sent there before, it sees the sender at another port, and answers it there', () => {
    const nat = natOf();
    const mapped = nat.out(SERVER).source;
    const earlier = nat.out(PEER).source;
    expect(earlier).not.toEqual(mapped);
    const seen = nat.in(PEER, mapped).source;
    expect(seen).toMatchObject({ address: PEER.address });
    expect(seen.port).not.toBe(PEER.port);
    // The two sessions stay apart, both ways.
    expect(nat.in(PEER, mapped).source).toEqual(seen);
    expect(nat.out(seen)).toMatchObject({ source: mapped, destination: PEER });
    expect(nat.out(PEER)).toMatchObject({ source: earlier, destination: PEER });
    expect(nat.in(PEER, earlier).source).toEqual(PEER);
  });

  it('ends with its mapping', () => {
    const nat = natOf();
    const mapped = nat.out(SERVER).source;
    nat.in(PEER, mapped);
    const later = 300_000 + 1;
    expect(nat.out(PEER, later).source).not.toEqual(mapped);
  });

  it('is none of RFC 4787’s: without it, an answer leaves by the mapping for its destination', () => {
    const nat = natOf(false);
    const mapped = nat.out(SERVER).source;
    nat.in(PEER, mapped);
    expect(nat.out(PEER).source).not.toEqual(mapped);
  });
});
