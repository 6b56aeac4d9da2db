import { describe, expect, it } from 'vitest';
import { PRESETS } from '../scene/presets.ts';
import { simulate } from '../simulation.ts';
import { eventsOf } from '../testing.ts';
import { capture } from './captured.ts';

describe('what somebody who listens on the networks sees', () => {
  it('is each packet on each network that it crosses, by time', () => {
    const trace = simulate(PRESETS['home-to-home']);
    const captured = capture(trace);
    const ways = captured.filter(({ packet }) => packet.id === 1);
    expect(ways.map(({ network, flow }) => [network, flow.source.address])).toEqual([
      ['alice-lan', '192.168.1.10'],
      ['internet', '203.0.113.1'],
    ]);
    const times = captured.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('is multicast once, with the hop limit of RFC 6762 §11', () => {
    const lan = PRESETS['same-lan'];
    const carol = { network: 'alice-lan', ipv4: '192.168.1.99' };
    const trace = simulate({
      ...lan,
      nodes: [...lan.nodes, { kind: 'host', id: 'carol', interfaces: [carol] }],
    });
    const isMulticast = ({ destination }: { destination: { address: string } }) =>
      destination.address === '224.0.0.251';
    const hops = eventsOf(trace, 'hop').filter(({ flow }) => isMulticast(flow));
    const seen = capture(trace).filter(({ flow }) => isMulticast(flow));
    const sent = new Set(hops.map(({ packet }) => packet));
    // To both other hosts; no router hears it.
    expect(hops.length).toBe(2 * sent.size);
    expect(seen.map(({ packet, hopLimit }) => [packet.id, hopLimit])).toEqual(
      [...sent].map((id) => [id, 255]),
    );
  });

  it('has the packets that a link lost, and knows that it did', () => {
    const trace = simulate(PRESETS['lossy-mobile']);
    const lost = eventsOf(trace, 'dropped').filter(({ why }) => why === 'link-loss');
    expect(lost.length).toBeGreaterThan(0);
    const seen = capture(trace).filter(({ dropped }) => dropped?.why === 'link-loss');
    expect(seen.map(({ packet, atMs, network }) => [packet.id, atMs, network])).toEqual(
      lost.map(({ packet, at, network }) => [packet, at, network]),
    );
  });

  it('says of every packet that was dropped by whom and why', () => {
    const trace = simulate(PRESETS['udp-blocked']);
    const dropped = eventsOf(trace, 'dropped').map(({ packet, node, why }) => [packet, node, why]);
    const seen = capture(trace).flatMap(({ packet, dropped: by }) =>
      by ? [[packet.id, by.node, by.why]] : [],
    );
    expect(dropped.length).toBeGreaterThan(0);
    expect(seen.toSorted()).toEqual(dropped.toSorted());
  });
});
