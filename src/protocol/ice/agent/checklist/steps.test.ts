import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTransportAddress } from '../../../bytes/address.ts';
import { TestPeer, TestWorld, address, candidate } from '../testing.ts';
import type { Role } from '../types.ts';
import { type ListedCandidate, type StatedFate, afterCheck, formChecklists, nextOf } from './steps.ts';

const CREDENTIALS = { ufrag: 'LFRAG', pwd: 'LPASSLPASSLPASSLPASSLPASS' };

/** `host 10.0.1.1:1000 f1 prio`, of stream 0 and component 1 unless said otherwise. */
function listed(
  type: ListedCandidate['type'],
  at: string,
  priority: number,
  more: { base?: string; stream?: number; component?: number; foundation?: string } = {},
): ListedCandidate {
  const own = address(at);
  return {
    type,
    stream: more.stream ?? 0,
    component: more.component ?? 1,
    address: own,
    base: more.base === undefined ? own : address(more.base),
    priority,
    foundation: more.foundation ?? `${type}${own.address}`,
  };
}

/** The ends of a pair, as a checklist or a snapshot has them. */
interface Ends {
  readonly local: { readonly base: { readonly address: string; readonly port: number } };
  readonly remote: { readonly address: { readonly address: string; readonly port: number } };
}
const show = ({ local, remote }: Ends): string =>
  `${formatTransportAddress(address(`${hostOf(local)}:${local.base.port}`))} → ${remote.address.address}:${remote.address.port}`;
const hostOf = ({ base }: Ends['local']): string =>
  base.address.includes(':') ? `[${base.address}]` : base.address;

describe('forming checklists at one go', () => {
  // RFC 8445 §15.1: L is behind a NAT, R is not; R's reflexive candidate equals its host candidate.
  const lHost = listed('host', '10.0.1.1:1000', 2130706431);
  const lSrflx = listed('srflx', '192.0.2.3:2000', 1694498815, { base: '10.0.1.1:1000' });
  const rHost = listed('host', '192.0.2.1:3000', 2130706431);

  it('gives L one pair and R two, as in the example of RFC 8445 §15.1', () => {
    const left = formChecklists('controlling', [lHost, lSrflx], [rHost], 100);
    expect(left.checklists.flat().map(show)).toEqual(['10.0.1.1:1000 → 192.0.2.1:3000']);
    const [, second] = left.fates;
    expect(second?.replacedBy).toBe(lHost);
    expect(second?.redundantWith?.local).toBe(lHost);
    const right = formChecklists('controlled', [rHost], [lHost, lSrflx], 100);
    expect(right.checklists.flat().map(show)).toEqual([
      '192.0.2.1:3000 → 10.0.1.1:1000',
      '192.0.2.1:3000 → 192.0.2.3:2000',
    ]);
  });

  it('says why two candidates make no pair, RFC 8445 §6.1.2.2', () => {
    const of = (local: ListedCandidate, remote: ListedCandidate) =>
      formChecklists('controlling', [local], [remote], 100).fates[0]?.fault;
    expect(of(lHost, listed('host', '[2001:db8::1]:1', 1))).toBe('family');
    expect(of(lHost, listed('host', '192.0.2.1:1', 1, { component: 2 }))).toBe('component');
    expect(of(listed('host', '[fe80::1]:1', 1), listed('host', '[2001:db8::1]:1', 1))).toBe('link-local');
    expect(of(listed('host', '[fe80::1]:1', 1), listed('host', '[fe80::2]:1', 1))).toBeUndefined();
    const named = { ...rHost, address: { family: undefined, address: 'x.local', port: 1 } };
    expect(of(listed('host', '[2001:db8::1]:1', 1), named)).toBeUndefined();
  });

  it('lets one pair of each foundation begin, in the whole set: the columns of RFC 8445 §6.1.2.6, Table 1', () => {
    const inStreams = (streams: readonly number[], foundation: string, at: string) =>
      streams.map((stream) => listed('host', `${at}${stream}`, 2130706431, { stream, foundation }));
    const locals = [0, 1, 2].flatMap((stream) => inStreams([stream], 'L', '10.0.0.1:100'));
    const remotes = [
      ...inStreams([0, 1, 2], '1', '192.0.2.1:1'),
      ...inStreams([0, 1], '2', '192.0.2.2:1'),
      ...inStreams([0, 1], '3', '192.0.2.3:1'),
      ...inStreams([1], '4', '192.0.2.4:1'),
      ...inStreams([2], '5', '192.0.2.5:1'),
    ];
    const { checklists } = formChecklists('controlling', locals, remotes, 100);
    const states = checklists.map((pairs) =>
      Object.fromEntries(pairs.map(({ foundation, state }) => [`f${foundation.slice(2)}`, state[0]])),
    );
    expect(states).toEqual([
      { f1: 'w', f2: 'w', f3: 'w' },
      { f1: 'f', f2: 'f', f3: 'f', f4: 'w' },
      { f1: 'f', f5: 'w' },
    ]);
  });

  it('keeps to the limit and takes evenly from each checklist, RFC 8445 §6.1.2.5', () => {
    const many = (stream: number, ip: string) =>
      Array.from({ length: 8 }, (_, i) => listed('host', `${ip}:${i + 1}`, 1000 - i, { stream }));
    const locals = [0, 1].map((stream) => listed('host', '10.0.0.1:9', 2000, { stream }));
    const remotes = [...many(0, '192.0.2.1'), ...many(1, '192.0.2.2')];
    const { checklists } = formChecklists('controlling', locals, remotes, 10);
    expect(checklists.map(({ length }) => length)).toEqual([5, 5]);
    expect(checklists[0]?.map(({ remote }) => remote.priority)).toEqual([1000, 999, 998, 997, 996]);
  });

  it('goes on as checks end: RFC 8445 §6.1.4.2 and §7.2.5.3.3', () => {
    const locals = [0, 1].map((stream) => listed('host', `10.0.0.1:${stream + 1}`, 2000, { stream }));
    const remotes = [0, 1].map((stream) => listed('host', `192.0.2.1:${stream + 1}`, 2000, { stream }));
    const { checklists } = formChecklists('controlling', locals, remotes, 100);
    const states = (lists: readonly (readonly StatedFate[])[]) => lists.flat().map(({ state }) => state);
    expect(states(checklists)).toEqual(['waiting', 'frozen']);
    // While the first of its foundation waits, the other list has nothing to check.
    expect(nextOf(checklists, 1)).toBeUndefined();
    expect(states(afterCheck(checklists, 0, 'succeeded'))).toEqual(['succeeded', 'waiting']);
    const failed = afterCheck(checklists, 0, 'failed');
    expect(states(failed)).toEqual(['failed', 'frozen']);
    expect(nextOf(failed, 1)?.thawed).toHaveLength(1);
  });
});

describe('the agent, which takes candidates as they come', () => {
  const remote = fc.record({
    ip: fc.constantFrom('192.0.2.77', '198.51.100.5', '2001:db8::5', 'fe80::5'),
    port: fc.integer({ min: 1, max: 65_535 }),
    type: fc.constantFrom('host', 'srflx', 'relay'),
    priority: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    foundation: fc.constantFrom('1', '2', '3'),
    stream: fc.constantFrom(0, 1),
  });

  it('ends up with the same pairs, order and initial states', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(remote, { selector: ({ ip, port }) => `${ip} ${port}`, maxLength: 8 }),
        fc.constantFrom<Role>('controlling', 'controlled'),
        (remotes, role) => {
          const world = new TestWorld();
          const stun = address('192.0.2.2:3478');
          world.stunServer(stun);
          const nat = world.nat('192.0.2.3', {
            mapping: 'endpoint-independent',
            filtering: 'endpoint-independent',
          });
          const bases = [0, 1].flatMap((stream) =>
            ['10.0.1.1', '[2001:db8::1]', '[fe80::1]'].map((ip) => ({
              address: address(`${ip}:${1000 + stream}`),
              stream,
            })),
          );
          const peer = new TestPeer(world, bases, nat, {
            role,
            credentials: CREDENTIALS,
            streams: [1, 1],
            servers: [{ kind: 'stun', address: stun }],
          });
          peer.gather();
          world.run(2_000);
          for (const { ip, port, type, priority, foundation, stream } of remotes) {
            const line = candidate(
              `candidate:${foundation} 1 udp ${priority} ${ip} ${port} typ ${type}${type === 'host' ? '' : ' raddr 0.0.0.0 rport 0'}`,
            );
            peer.perform(peer.agent.addRemoteCandidate(world.at, line, stream));
          }
          const before = peer.agent.snapshot();
          expect(before.local.some(({ type }) => type === 'srflx')).toBe(true);
          const formed = formChecklists(
            role,
            before.local,
            before.remote.map((one) => ({ ...one, base: one.address })),
            100,
          );
          // Of equals the order is arbitrary.
          const named = (pairs: readonly (Ends & { readonly priority: bigint })[]) =>
            pairs.map((pair) => `${pair.priority} ${show(pair)}`).toSorted();
          expect(before.checklists.map(({ pairs }) => named(pairs))).toEqual(formed.checklists.map(named));

          peer.perform(peer.agent.setRemoteParameters(world.at, CREDENTIALS));
          const begun = peer.agent
            .snapshot()
            .checklists.flatMap(({ pairs }) => pairs)
            .filter(({ state }) => state !== 'frozen');
          const first = formed.checklists.flat().filter(({ state }) => state === 'waiting');
          expect(new Set(begun.map(({ foundation }) => foundation))).toEqual(
            new Set(first.map(({ foundation }) => foundation)),
          );
          expect(begun).toHaveLength(first.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
