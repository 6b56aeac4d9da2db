import { COMPUTER } from '#lessons/behind-nats.ts';
import {
  METHOD,
  decodeStun,
  findAttribute,
  shortTermKey,
  utf8Decode,
  verifyMessageIntegrity,
  type DecodedStun,
} from '#src/protocol/index.ts';
import type { Packet, Trace } from '#src/simulator/index.ts';
import { KINDS, SERVER, isAlices } from './scene.ts';

export type Who = 'alice' | 'bob';
export type Route = 'direct' | 'relayed';

/** What the network saw of one session; nothing that the program says of itself is in it. */
export interface Evidence {
  readonly number: number;
  /** The networks that the two stand in, from 1. */
  readonly networks: Readonly<Record<Who, number>>;
  readonly checks: readonly Check[];
  /** How each one's word came to the other, where it came. */
  readonly heard: Partial<Record<Who, Route>>;
}

/** A connectivity check that left. */
export interface Check {
  readonly by: Who;
  /** USERNAME, integrity and fingerprint are as the other side wants them. */
  readonly isSigned: boolean;
  readonly nominates: boolean;
  /** The pair that it tests: from the socket or the relay, and where to. */
  readonly pair: string;
}

interface Found {
  readonly checks: Check[];
  readonly heard: Partial<Record<Who, Route>>;
}

const OTHER = { alice: 'bob', bob: 'alice' } as const satisfies Record<Who, Who>;
const HELLO = /^hello (\d{1,3}) from (Alice|Bob)$/;
const USERNAME = /^[ab](\d{3}):[ab](\d{3})$/;

export function evidenceOf({ events, packets }: Trace): readonly Evidence[] {
  const size = KINDS.length;
  const found = Array.from({ length: size * size }, (): Found => ({ checks: [], heard: {} }));
  for (const event of events) {
    if ((event.kind !== 'sent' && event.kind !== 'received') || event.node !== COMPUTER) continue;
    const packet = packets[event.packet - 1];
    if (!packet) continue;
    const content = unwrap(packet.bytes);
    if (event.kind === 'sent') noteCheck(found, packet, content);
    else noteHello(found, content, event.flow.source.address);
  }
  return found.map((one, index) => ({
    ...one,
    number: index + 1,
    networks: { alice: Math.floor(index / size) + 1, bob: size + (index % size) + 1 },
  }));
}

/** What a datagram is for: a relay's wrapping is taken off. */
interface Content {
  readonly bytes: Uint8Array;
  readonly stun: DecodedStun | undefined;
  /** Where to, of what a relay shall pass on or has passed on. */
  readonly relayedFor: string | undefined;
}

function unwrap(bytes: Uint8Array): Content {
  const stun = stunOf(bytes);
  const data = stun?.class === 'indication' ? findAttribute(stun, 'DATA')?.data : undefined;
  const peer = stun && findAttribute(stun, 'XOR-PEER-ADDRESS')?.address;
  if (!data || !peer) return { bytes, stun, relayedFor: undefined };
  return { bytes: data, stun: stunOf(data), relayedFor: `${peer.address}:${peer.port}` };
}

function stunOf(bytes: Uint8Array): DecodedStun | undefined {
  const decoded = decodeStun(bytes);
  return decoded.ok ? decoded.value : undefined;
}

function noteCheck(found: readonly Found[], packet: Packet, { stun, relayedFor }: Content): void {
  if (stun?.class !== 'request' || stun.method !== METHOD.Binding) return;
  const username = findAttribute(stun, 'USERNAME')?.username ?? '';
  const [, session] = USERNAME.exec(username) ?? [];
  const network = Number(packet.source.address.split('.')[2]);
  const by = isAlices(network) ? 'alice' : 'bob';
  const { address, port } = packet.destination;
  found[Number(session) - 1]?.checks.push({
    by,
    isSigned: isSigned(stun, username, by, session ?? ''),
    nominates: findAttribute(stun, 'USE-CANDIDATE') !== undefined,
    pair: relayedFor === undefined ? `socket ${address}:${port}` : `relay ${relayedFor}`,
  });
}

/** "the username for the connectivity check" is that of the peer, a colon and the own (RFC 8445 §7.2.2). */
function isSigned(stun: DecodedStun, username: string, by: Who, session: string): boolean {
  const nameOf = (who: Who): string => `${who.slice(0, 1)}${session}`;
  const letter = OTHER[by].slice(0, 1);
  const key = shortTermKey(`password${letter}of${letter}session${session}`);
  return (
    username === `${nameOf(OTHER[by])}:${nameOf(by)}` &&
    verifyMessageIntegrity(stun, key) === 'valid' &&
    findAttribute(stun, 'FINGERPRINT') !== undefined
  );
}

function noteHello(found: readonly Found[], { bytes, relayedFor }: Content, from: string): void {
  const [, session, who] = HELLO.exec(utf8Decode(bytes) ?? '') ?? [];
  const heard = found[Number(session) - 1]?.heard;
  if (!heard) return;
  // Through a relay of one's own it comes wrapped; from a relay of the other's it comes from the server's address.
  const route = relayedFor !== undefined || from === SERVER ? 'relayed' : 'direct';
  heard[who === 'Alice' ? 'alice' : 'bob'] ??= route;
}
