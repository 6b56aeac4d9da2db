import { describe, expect, it } from 'vitest';
import { type Leg, TestPeer, TestWorld, address } from './testing.ts';
import type { PairView } from './types.ts';

/*
 * The worked examples of RFC 8445 §15, message by message. The RFC gives no ports: addresses stand for themselves.
 * "Bind Req" and "STUN Req" are the same message to different parties.
 */

const L = { ufrag: 'LFRAG', pwd: 'LPASSLPASSLPASSLPASSLPASS' };
const R = { ufrag: 'RFRAG', pwd: 'RPASSRPASSRPASSRPASSRPASS' };

/** `Req S D`, `Res S D MA`, as the figures write it. */
function figure(legs: readonly Leg[], names: Readonly<Record<string, string>>): string[] {
  const name = (text: string) => names[text.slice(0, text.lastIndexOf(':')).replace(/^\[|\]$/g, '')] ?? text;
  return legs.map(({ message, from, to, mapped, useCandidate, dropped }) =>
    [
      message,
      `S=${name(from)}`,
      `D=${name(to)}`,
      mapped && `MA=${name(mapped)}`,
      useCandidate && 'USE-CAND',
      dropped && 'Dropped',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

/** The tables of pairs: local, remote, and X where the pair is valid. */
function pairs(peer: TestPeer, names: Readonly<Record<string, string>>): string[] {
  const [checklist] = peer.agent.snapshot().checklists;
  const all = new Map<number, PairView>();
  for (const pair of [...(checklist?.pairs ?? []), ...(checklist?.valid ?? [])]) all.set(pair.id, pair);
  return [...all.values()]
    .toSorted((a, b) => a.id - b.id)
    .map(({ local, remote, valid }) =>
      [names[local.address.address], names[remote.address.address], valid && 'X'].filter(Boolean).join(' '),
    );
}

/** Candidate information: all that was gathered. Nothing says that it was all, so that L waits before it nominates. */
function tell({ at }: TestWorld, from: TestPeer, to: TestPeer): void {
  for (const { candidate } of from.of('local-candidate'))
    to.perform(to.agent.addRemoteCandidate(at, candidate));
}

describe('the example with IPv4 addresses, RFC 8445 §15.1', () => {
  const NAMES = {
    '10.0.1.1': 'L-PRIV-1',
    '192.0.2.1': 'R-PUB-1',
    '192.0.2.2': 'STUN-PUB-1',
    '192.0.2.3': 'NAT-PUB-1',
  };
  const world = new TestWorld();
  const stun = address('192.0.2.2:3478');
  world.stunServer(stun);
  // "The NAT has an endpoint-independent mapping property and an address-dependent filtering property."
  const nat = world.nat('192.0.2.3', { mapping: 'endpoint-independent', filtering: 'address-dependent' });
  const servers = [{ kind: 'stun', address: stun }] as const;
  const l = new TestPeer(world, [{ address: address('10.0.1.1:1000') }], nat, {
    role: 'controlling',
    credentials: L,
    servers,
  });
  const r = new TestPeer(world, [{ address: address('192.0.2.1:2000') }], undefined, {
    role: 'controlled',
    credentials: R,
    servers,
  });
  const taken = (count: number): string[] => {
    world.run(10_000, () => world.legs.length >= count);
    return figure(world.legs, NAMES).slice(-count);
  };
  const fresh = (): void => void world.legs.splice(0);

  it('messages 1 to 4: L gathers its server-reflexive candidate', () => {
    l.gather();
    expect(taken(4)).toEqual([
      'Req S=L-PRIV-1 D=STUN-PUB-1',
      'Req S=NAT-PUB-1 D=STUN-PUB-1',
      'Res S=STUN-PUB-1 D=NAT-PUB-1 MA=NAT-PUB-1',
      'Res S=STUN-PUB-1 D=L-PRIV-1 MA=NAT-PUB-1',
    ]);
    expect(l.agent.snapshot().local.map(({ type }) => type)).toEqual(['host', 'srflx']);
  });

  it('messages 6 and 7: R gathers, and finds its server-reflexive candidate identical to the host candidate', () => {
    fresh();
    r.gather();
    expect(taken(2)).toEqual(['Req S=R-PUB-1 D=STUN-PUB-1', 'Res S=STUN-PUB-1 D=R-PUB-1 MA=R-PUB-1']);
    expect(r.traced('candidate-redundant')).toHaveLength(1);
    expect(r.agent.snapshot().local.map(({ type }) => type)).toEqual(['host']);
    world.run(world.at + 100); // so that Ta holds nobody up
  });

  it('messages 5 and 8: both pair up, and L prunes the pair of its server-reflexive candidate', () => {
    fresh();
    r.perform(r.agent.setRemoteParameters(world.at, L));
    tell(world, l, r);
    l.perform(l.agent.setRemoteParameters(world.at, R));
    tell(world, r, l);
    expect(pairs(l, NAMES)).toEqual(['L-PRIV-1 R-PUB-1']);
    expect(pairs(r, NAMES)).toEqual(['R-PUB-1 L-PRIV-1', 'R-PUB-1 NAT-PUB-1']);
    expect(l.traced('pair-dropped')).toMatchObject([{ why: 'redundant' }]);
  });

  it('message 9: R checks the private address of L, in vain; 10 to 13: L checks R, and finds its pair L2', () => {
    expect(taken(5)).toEqual([
      'Req S=R-PUB-1 D=L-PRIV-1 Dropped',
      'Req S=L-PRIV-1 D=R-PUB-1',
      'Req S=NAT-PUB-1 D=R-PUB-1',
      'Res S=R-PUB-1 D=NAT-PUB-1 MA=NAT-PUB-1',
      'Res S=R-PUB-1 D=L-PRIV-1 MA=NAT-PUB-1',
    ]);
    expect(pairs(l, NAMES)).toEqual(['L-PRIV-1 R-PUB-1', 'NAT-PUB-1 R-PUB-1 X']);
    expect(pairs(r, NAMES)).toEqual(['R-PUB-1 L-PRIV-1', 'R-PUB-1 NAT-PUB-1']);
  });

  it('messages 14 to 17: R answers with a triggered check, which makes R2 valid', () => {
    fresh();
    expect(taken(4)).toEqual([
      'Req S=R-PUB-1 D=NAT-PUB-1',
      'Req S=R-PUB-1 D=L-PRIV-1',
      'Res S=L-PRIV-1 D=R-PUB-1 MA=R-PUB-1',
      'Res S=NAT-PUB-1 D=R-PUB-1 MA=R-PUB-1',
    ]);
    expect(r.traced('check-sent').at(-1)).toMatchObject({ check: 'triggered' });
    expect(pairs(r, NAMES)).toEqual(['R-PUB-1 L-PRIV-1', 'R-PUB-1 NAT-PUB-1 X']);
  });

  it('messages 18 to 21: L nominates L2, and both are completed', () => {
    fresh();
    expect(taken(4)).toEqual([
      'Req S=L-PRIV-1 D=R-PUB-1 USE-CAND',
      'Req S=NAT-PUB-1 D=R-PUB-1 USE-CAND',
      'Res S=R-PUB-1 D=NAT-PUB-1 MA=NAT-PUB-1',
      'Res S=R-PUB-1 D=L-PRIV-1 MA=NAT-PUB-1',
    ]);
    for (const peer of [l, r]) expect(peer.agent.snapshot()).toMatchObject({ state: 'completed' });
    expect(l.of('selected')).toMatchObject([
      {
        pair: { local: { address: { address: '192.0.2.3' } }, remote: { address: { address: '192.0.2.1' } } },
      },
    ]);
    expect(r.of('selected')).toMatchObject([
      {
        pair: { local: { address: { address: '192.0.2.1' } }, remote: { address: { address: '192.0.2.3' } } },
      },
    ]);
  });
});

describe('the example with IPv6 addresses, RFC 8445 §15.2', () => {
  const NAMES = { '2001:db8::3': 'L-PUB-1', '2001:db8::5': 'R-PUB-1', '2001:db8::9': 'STUN-PUB-1' };
  const world = new TestWorld();
  const stun = address('[2001:db8::9]:3478');
  world.stunServer(stun);
  const servers = [{ kind: 'stun', address: stun }] as const;
  const l = new TestPeer(world, [{ address: address('[2001:db8::3]:1000') }], undefined, {
    role: 'controlling',
    credentials: L,
    servers,
  });
  const r = new TestPeer(world, [{ address: address('[2001:db8::5]:2000') }], undefined, {
    role: 'controlled',
    credentials: R,
    servers,
  });
  const taken = (count: number): string[] => {
    world.legs.splice(0);
    world.run(10_000, () => world.legs.length >= count);
    return figure(world.legs, NAMES);
  };

  it('messages 1, 2 and 4, 5: both find their server-reflexive candidates identical to the host candidates', () => {
    l.gather();
    expect(taken(2)).toEqual(['Req S=L-PUB-1 D=STUN-PUB-1', 'Res S=STUN-PUB-1 D=L-PUB-1 MA=L-PUB-1']);
    r.gather();
    expect(taken(2)).toEqual(['Req S=R-PUB-1 D=STUN-PUB-1', 'Res S=STUN-PUB-1 D=R-PUB-1 MA=R-PUB-1']);
    for (const peer of [l, r]) expect(peer.agent.snapshot().local.map(({ type }) => type)).toEqual(['host']);
  });

  it('messages 3 and 6: one pair each', () => {
    world.run(world.at + 100); // so that Ta holds nobody up
    tell(world, l, r);
    tell(world, r, l);
    expect(pairs(l, NAMES)).toEqual(['L-PUB-1 R-PUB-1']);
    expect(pairs(r, NAMES)).toEqual(['R-PUB-1 L-PUB-1']);
  });

  it('messages 7 and 8: L checks L1, which is valid', () => {
    l.perform(l.agent.setRemoteParameters(world.at, R));
    expect(taken(2)).toEqual(['Req S=L-PUB-1 D=R-PUB-1', 'Res S=R-PUB-1 D=L-PUB-1 MA=L-PUB-1']);
    expect(pairs(l, NAMES)).toEqual(['L-PUB-1 R-PUB-1 X']);
    expect(pairs(r, NAMES)).toEqual(['R-PUB-1 L-PUB-1']);
  });

  it('messages 9 and 10: R answers with a triggered check, which makes R1 valid', () => {
    // R could answer before it knew the password of L (§7.3); with it, the check that was triggered is sent.
    r.perform(r.agent.setRemoteParameters(world.at, L));
    expect(taken(2)).toEqual(['Req S=R-PUB-1 D=L-PUB-1', 'Res S=L-PUB-1 D=R-PUB-1 MA=R-PUB-1']);
    expect(r.traced('check-sent')).toMatchObject([{ check: 'triggered' }]);
    expect(pairs(r, NAMES)).toEqual(['R-PUB-1 L-PUB-1 X']);
  });

  it('messages 11 and 12: L nominates L1, and both are completed', () => {
    expect(taken(2)).toEqual(['Req S=L-PUB-1 D=R-PUB-1 USE-CAND', 'Res S=R-PUB-1 D=L-PUB-1 MA=L-PUB-1']);
    for (const peer of [l, r]) {
      expect(peer.agent.snapshot()).toMatchObject({ state: 'completed' });
      expect(peer.of('selected')).toHaveLength(1);
    }
  });
});
