import { COMPUTER, localAddress, outsideAddress } from '#lessons/behind-nats.ts';
import { utf8Decode } from '#src/protocol/index.ts';
import type { Trace } from '#src/simulator/index.ts';
import { PEERS, SERVER, type Peer } from './scene.ts';

/** What the network saw of one of the two peers. */
export interface Evidence {
  readonly peer: Peer;
  /** Ports of the sockets that asked the server or sent to the other peer. */
  readonly sockets: readonly number[];
  /** What left for the other peer and what came from there, in order. */
  readonly talk: readonly Said[];
  /** How many packets its NAT kept out. */
  readonly filtered: number;
}

export interface Said {
  readonly way: 'sent' | 'heard';
  readonly text: string;
}

/** Reads it from the packets of a run; nothing that the program says of itself is in it. */
export function evidenceOf(trace: Trace): readonly Evidence[] {
  return PEERS.map((peer) => {
    const [own, other] = [localAddress(peer.network), outsideAddress(peer.other)];
    const leaving = trace.packets.filter(
      ({ sender, source, destination }) =>
        sender === COMPUTER && source.address === own && [SERVER, other].includes(destination.address),
    );
    return {
      peer,
      sockets: [...new Set(leaving.map(({ source }) => source.port))],
      talk: talkBetween(trace, own, other),
      filtered: filteredBy(trace, `router-${peer.network}`),
    };
  });
}

function talkBetween({ events, packets }: Trace, own: string, other: string): Said[] {
  return events.flatMap((event): Said[] => {
    if ((event.kind !== 'sent' && event.kind !== 'received') || event.node !== COMPUTER) return [];
    const packet = packets[event.packet - 1];
    if (!packet) return [];
    // What arrives has come through two NATs: its addresses are not those that it was sent with.
    const { source, destination } = event.kind === 'received' ? event.flow : packet;
    const text = utf8Decode(packet.bytes) ?? '';
    if (event.kind === 'sent')
      return source.address === own && destination.address === other ? [{ way: 'sent', text }] : [];
    return destination.address === own && source.address === other ? [{ way: 'heard', text }] : [];
  });
}

function filteredBy({ events }: Trace, router: string): number {
  return events.filter(
    (event) =>
      event.kind === 'dropped' && event.node === router && event.why === 'filtered-by-address-and-port',
  ).length;
}
