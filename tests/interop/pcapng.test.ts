import { describe, expect, it } from 'vitest';
import { decodeStun, formatTransportAddress, ipBytes } from '#src/protocol/index.ts';
import { traceToPcapng } from '#src/simulator/export/pcapng.ts';
import { PRESETS, type Packet, type Trace, type TraceEvent, simulate } from '#src/simulator/index.ts';
import { isMissing } from './support/programs.ts';
import { CHECKSUMS, dissect } from './support/tshark.ts';

/*
 * What the Lab exports is read by Wireshark's own dissectors, and told against the trace: packet by packet, without our
 * writer's help.
 */

const fileOf = (trace: Trace): Uint8Array => Buffer.concat([...traceToPcapng(trace)]);

const ONE_OF_EACH = ['ip.src', 'ipv6.src', 'ip.dst', 'ipv6.dst'] as const;
const PORTS = ['udp.srcport', 'udp.dstport', 'tcp.srcport', 'tcp.dstport'] as const;
const FIELDS = [
  'frame.time_epoch',
  'frame.interface_name',
  'stun.type',
  'stun.id',
  ...ONE_OF_EACH,
  ...PORTS,
] as const;

type Read = Record<(typeof FIELDS)[number], string>;

/** A packet in one line, as Wireshark has it … */
function asRead(read: Read): string {
  const from = formatTransportAddress({
    address: read['ip.src'] || read['ipv6.src'],
    port: Number(read['udp.srcport'] || read['tcp.srcport']),
  });
  const to = formatTransportAddress({
    address: read['ip.dst'] || read['ipv6.dst'],
    port: Number(read['udp.dstport'] || read['tcp.dstport']),
  });
  const stun = read['stun.id'] ? `${read['stun.type']} ${read['stun.id']}` : '-';
  const ms = (1000 * Number(read['frame.time_epoch'])).toFixed(3);
  return `${ms} ${read['frame.interface_name']} ${from} → ${to} ${stun}`;
}

/** … and as the trace has it: a line for each hop, of which multicast makes one for each listener. */
function asTold({ events, packets }: Trace): string[] {
  const lines = events.flatMap((event) => {
    const isSeen = event.kind === 'hop' || (event.kind === 'dropped' && event.network !== undefined);
    if (!isSeen) return [];
    const { source, destination } = event.flow;
    const way = `${formatTransportAddress(source)} → ${formatTransportAddress(destination)}`;
    return [`${event.at.toFixed(3)} ${event.network} ${way} ${stunOf(packets[event.packet - 1])}`];
  });
  return lines.filter((line, i) => line !== lines[i - 1]);
}

/** Type and transaction id in the header's own bits (RFC 8489 §5). */
function stunOf(packet: Packet | undefined): string {
  const decoded = packet && decodeStun(packet.bytes);
  if (!packet || !decoded?.ok) return '-';
  const hex = (from: number, to: number) => Buffer.from(packet.bytes.subarray(from, to)).toString('hex');
  return `0x${hex(0, 2)} ${hex(8, 20)}`;
}

const PRESETS_TO_READ = [
  'same-lan',
  'home-to-home',
  'home-to-office',
  'ipv6-one-side',
  'lossy-mobile',
  'udp-blocked',
] as const;

describe.skipIf(isMissing('tshark'))('a trace in Wireshark', () => {
  it.each(PRESETS_TO_READ)('%s: has each packet where and when it was, with its STUN', (preset) => {
    const trace = simulate(PRESETS[preset]);
    const told = asTold(trace);
    expect(told.filter((line) => !line.endsWith('-')).length).toBeGreaterThan(20);
    expect(dissect(fileOf(trace), FIELDS).map(asRead)).toEqual(told);
  });

  it.each(PRESETS_TO_READ)('%s: has nothing malformed, and no wrong checksum', (preset) => {
    const capture = fileOf(simulate(PRESETS[preset]));
    const statuses = ['ip.checksum.status', 'udp.checksum.status', 'tcp.checksum.status', 'ip.src'] as const;
    const all = dissect(capture, statuses, { preferences: CHECKSUMS });
    for (const read of all) {
      expect(read['udp.checksum.status'] || read['tcp.checksum.status']).toBe('1');
      expect(read['ip.checksum.status']).toBe(read['ip.src'] ? '1' : '');
    }
    // Notes, warnings and errors; comments are ours.
    const filter = '_ws.expert.severity >= 0x00400000';
    expect(dissect(capture, ['frame.number', '_ws.expert.message'], { filter })).toEqual([]);
  });

  it('would notice a wrong byte', () => {
    const capture = fileOf(simulate(PRESETS['home-to-home']));
    const server = ipBytes('192.0.2.1') ?? [];
    const at = capture.findLastIndex((_, i) => server.every((byte, k) => capture[i + k] === byte));
    capture[at + 3] = 9;
    const given = { filter: '_ws.expert.severity >= 0x00400000', preferences: CHECKSUMS };
    expect(dissect(capture, ['ip.checksum.status', 'udp.checksum.status'], given)).toEqual([
      { 'ip.checksum.status': '0', 'udp.checksum.status': '0' },
    ]);
  });

  it('shows a hop limit that falls by one at each router', () => {
    const trace = simulate(PRESETS.cgnat);
    const [first] = dissect(fileOf(trace), ['stun.id'], { filter: 'ip.src == 192.168.1.10' });
    const filter = `stun.id == ${first?.['stun.id']} && ip.dst == 192.0.2.1`;
    const hops = dissect(fileOf(trace), ['ip.ttl', 'ip.src'], { filter });
    expect(hops.map((hop) => `${hop['ip.ttl']} ${hop['ip.src']}`)).toEqual([
      '64 192.168.1.10',
      '63 100.64.0.11',
      '62 203.0.113.1',
    ]);
  });

  it('says by whom and why a packet was dropped', () => {
    const trace = simulate(PRESETS['home-to-office']);
    const dropped = trace.events.filter(
      (event): event is Extract<TraceEvent, { kind: 'dropped' }> => event.kind === 'dropped',
    );
    expect(dropped.length).toBeGreaterThan(3);
    const comments = dissect(fileOf(trace), ['frame.comment'], { filter: 'frame.comment' });
    expect(comments.map((read) => read['frame.comment']).toSorted()).toEqual(
      dropped.map(({ node, why }) => `dropped by ${node}: ${why}`).toSorted(),
    );
  });

  it('knows the nodes by their names, in both families', () => {
    const capture = fileOf(simulate(PRESETS['ipv6-one-side']));
    const names = dissect(capture, ['ip.src', 'ip.src_host', 'ipv6.src', 'ipv6.src_host'], {
      filter: 'stun',
    });
    expect(new Set(names.map((read) => Object.values(read).join(' ').trim().replace(/\s+/g, ' ')))).toEqual(
      new Set([
        '192.168.1.10 alice',
        '192.168.2.10 bob',
        '203.0.113.1 alice-router',
        '198.51.100.1 bob-router',
        '192.0.2.1 turn',
        '2001:db8:1::10 alice',
        '2001:db8::1 turn',
      ]),
    );
  });

  it('shows TCP with its flags and numbers', () => {
    const trace = simulate(PRESETS['udp-blocked']);
    const fields = ['tcp.flags.str', 'tcp.seq_raw', 'tcp.ack_raw', 'tcp.len', 'tcp.checksum.status'] as const;
    const told = trace.events.flatMap((event) => {
      const packet = event.kind === 'hop' ? trace.packets[event.packet - 1] : undefined;
      const tcp = packet?.tcp;
      if (!tcp) return [];
      const flags = `${tcp.ack ? 'A' : ''}${packet.bytes.length ? 'P' : ''}${tcp.rst ? 'R' : ''}${tcp.syn ? 'S' : ''}`;
      return [`${flags}${tcp.fin ? 'F' : ''} ${tcp.sequence} ${tcp.acknowledgment} ${packet.bytes.length} 1`];
    });
    const given = { filter: 'tcp', preferences: CHECKSUMS };
    const read = dissect(fileOf(trace), fields, given).map((line) => {
      const flags = line['tcp.flags.str'].replace(/[^A-Z]/g, '');
      return `${flags} ${line['tcp.seq_raw']} ${line['tcp.ack_raw']} ${line['tcp.len']} ${line['tcp.checksum.status']}`;
    });
    expect(told.length).toBeGreaterThan(20);
    expect(read).toEqual(told);
  });
});
