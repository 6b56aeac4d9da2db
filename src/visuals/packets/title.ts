// Not from the indexes: a page that shows a trace doesn't need what makes one, nor all that reads messages whole.
import { data } from '#src/protocol/stun/attributes/data.ts';
import { errorCode } from '#src/protocol/stun/attributes/error-code.ts';
import { useCandidate } from '#src/protocol/stun/attributes/use-candidate.ts';
import {
  METHOD,
  type StunClass,
  looksLikeStun,
  readHeader,
  stunMessageLength,
} from '#src/protocol/stun/header.ts';
import { readOne } from '#src/protocol/stun/read-one.ts';
import { decodeChannelData, looksLikeChannelData } from '#src/protocol/turn/channel-data.ts';
import { decodeText } from '#src/simulator/hosts/text-packet.ts';
import { MDNS_PORT, type MdnsKind, mdnsKind } from '#src/simulator/mdns/header.ts';
import type { Packet, TcpHeader } from '#src/simulator/index.ts';

/** What a packet is, in a few words: `Binding request, USE-CANDIDATE`. */
export type PacketTitle =
  | {
      readonly kind: 'stun';
      /** By the RFC's name; as `0x00b` where no RFC has one. */
      readonly method: string;
      readonly class: StunClass;
      readonly useCandidate: boolean;
      /** Of an error response. */
      readonly code?: number;
      /** What a Send or Data indication carries. */
      readonly carries?: PacketTitle;
    }
  | {
      readonly kind: 'channel-data';
      readonly channel: number;
      readonly bytes: number;
      readonly carries?: PacketTitle;
    }
  /** A segment without data. */
  | { readonly kind: 'tcp'; readonly flags: readonly TcpFlag[] }
  | { readonly kind: 'mdns'; readonly what: MdnsKind }
  /** What agents say to each other. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'data'; readonly bytes: number };

export type TcpFlag = 'SYN' | 'FIN' | 'RST' | 'ACK';

/** Reads what a packet is from its bytes. */
export function packetTitle(packet: Pick<Packet, 'bytes' | 'tcp' | 'destination'>): PacketTitle {
  const { bytes, tcp, destination } = packet;
  if (tcp && bytes.length === 0) return { kind: 'tcp', flags: flagsOf(tcp) };
  const mdns = destination.port === MDNS_PORT ? mdnsKind(bytes) : undefined;
  return mdns ? { kind: 'mdns', what: mdns } : readPayload(bytes);
}

function flagsOf({ syn, fin, rst, ack }: TcpHeader): readonly TcpFlag[] {
  const flags: [TcpFlag, boolean][] = [
    ['SYN', syn],
    ['FIN', fin],
    ['RST', rst],
    ['ACK', ack],
  ];
  return flags.filter(([, isSet]) => isSet).map(([flag]) => flag);
}

/** What stands in a datagram, in a relayed one, or first in a segment. */
function readPayload(bytes: Uint8Array): PacketTitle {
  // Over TCP more may follow in the same segment.
  const message = looksLikeStun(bytes) ? bytes.subarray(0, stunMessageLength(bytes)) : bytes;
  return (
    readStun(message) ?? readChannelData(bytes) ?? readText(bytes) ?? { kind: 'data', bytes: bytes.length }
  );
}

function readText(bytes: Uint8Array): PacketTitle | undefined {
  const text = decodeText(bytes);
  return text === undefined ? undefined : { kind: 'text', text };
}

function readStun(bytes: Uint8Array): PacketTitle | undefined {
  if (!looksLikeStun(bytes) || bytes.length !== stunMessageLength(bytes)) return undefined;
  const { method, class: messageClass } = readHeader(bytes);
  const code = readOne(bytes, errorCode)?.code;
  const carried = readOne(bytes, data)?.data;
  return {
    kind: 'stun',
    method: methodName(method),
    class: messageClass,
    useCandidate: readOne(bytes, useCandidate) !== undefined,
    ...(code !== undefined && { code }),
    ...(carried && { carries: readPayload(carried) }),
  };
}

/** A method by the RFC’s name; as `0x00b` where no RFC has one. */
export function methodName(method: number): string {
  const known = Object.entries(METHOD).find(([, code]) => code === method);
  return known?.[0] ?? `0x${method.toString(16).padStart(3, '0')}`;
}

function readChannelData(bytes: Uint8Array): PacketTitle | undefined {
  const decoded = looksLikeChannelData(bytes) ? decodeChannelData(bytes) : undefined;
  if (!decoded?.ok) return undefined;
  const { channel, data } = decoded.value;
  const carries = readPayload(data);
  return {
    kind: 'channel-data',
    channel,
    bytes: data.length,
    ...(carries.kind !== 'data' && { carries }),
  };
}
