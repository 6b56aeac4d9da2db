import { Buffer } from 'node:buffer';
import { openEndpoint } from './endpoint.ts';
import type { Candidate, Side } from './sessions.ts';
import { decode, type TransportAddress } from './stun.ts';

/** A way to the other side that was found to work, both there and back. */
export interface Connection {
  send(text: string): void;
  onText: (text: string) => void;
  close(): void;
}

/** RFC 8445 §5.1.2.2. */
const TYPE_PREFERENCE = { prflx: 110, srflx: 100, relay: 0 } as const;

/** Finds a way to the other side with ICE, and resolves once a pair is nominated. */
export async function connect(side: Side): Promise<Connection> {
  const endpoint = await openEndpoint(side.localAddress);
  const candidates = await side.exchange([
    candidateOf('srflx', endpoint.mappedAddress),
    candidateOf('relay', endpoint.relayedAddress),
  ]);
  const [first] = candidates;
  const connection: Connection = {
    // Nothing is checked yet: this takes the first address that it was told, and hopes.
    send: (text) => first && endpoint.socket.send(Buffer.from(text), first),
    onText: () => undefined,
    close: () => endpoint.close(),
  };
  endpoint.onPacket = (packet, from, way) => {
    const message = decode(packet);
    if (!message) connection.onText(packet.toString());
    else console.log(`A ${message.class} came to the ${way.kind} from ${from.address}:${from.port}.`);
  };
  return connection;
}

function candidateOf(type: Candidate['type'], { address, port }: TransportAddress): Candidate {
  return { type, address, port, priority: priorityOf(type) };
}

/** RFC 8445 §5.1.2.1, for the first component and one interface. */
function priorityOf(type: keyof typeof TYPE_PREFERENCE): number {
  return 2 ** 24 * TYPE_PREFERENCE[type] + 2 ** 8 * 65_535 + 255;
}
