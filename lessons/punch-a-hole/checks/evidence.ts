import { COMPUTER, localAddress, outsideAddress } from '#lessons/behind-nats.ts';
import { utf8Decode } from '#src/protocol/index.ts';
import type { Trace } from '#src/simulator/index.ts';
import { PEERS, SERVER, type Peer } from './scene.ts';

/** What the network saw of one of the two peers. */
export interface Evidence {
  readonly peer: Peer;
  /** Ports of the sockets that asked the server or sent to the other peer. */
  readonly sockets: readonly number[];
  /** What it sent to the other peer. */
  readonly sent: readonly string[];
  /** What arrived from there. */
  readonly heard: readonly string[];
  /** How many packets its NAT kept out. */
  readonly filtered: number;
}

/** Reads it from the packets of a run; nothing that the program says of itself is in it. */
export function evidenceOf(trace: Trace): readonly Evidence[] {
  return PEERS.map((peer) => {
    const [own, other] = [localAddress(peer.network), outsideAddress(peer.other)];
    const packets = trace.packets.filter(
      ({ sender, source }) => sender === COMPUTER && source.address === own,
    );
    const toPeer = packets.filter(({ destination }) => destination.address === other);
    const asking = packets.filter(({ destination }) => destination.address === SERVER);
    return {
      peer,
      sockets: [...new Set([...asking, ...toPeer].map(({ source }) => source.port))],
      sent: toPeer.map(({ bytes }) => textOf(bytes)),
      heard: heardBy(trace, own, other),
      filtered: filteredBy(trace, `router-${peer.network}`),
    };
  });
}

function heardBy({ events, packets }: Trace, own: string, other: string): string[] {
  return events.flatMap((event) =>
    event.kind === 'received' &&
    event.node === COMPUTER &&
    event.flow.destination.address === own &&
    event.flow.source.address === other
      ? [textOf(packets[event.packet - 1]?.bytes ?? new Uint8Array())]
      : [],
  );
}

function filteredBy({ events }: Trace, router: string): number {
  return events.filter(
    (event) =>
      event.kind === 'dropped' && event.node === router && event.why === 'filtered-by-address-and-port',
  ).length;
}

const textOf = (bytes: Uint8Array): string => utf8Decode(bytes) ?? '';
