import {
  decodeStun,
  looksLikeStun,
  stunMessageLength,
  transactionKey,
  type TransportAddress,
} from '#src/protocol/index.ts';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import { looksLikeChannelData } from '#src/protocol/turn/channel-data.ts';
import { packetTitle, type PacketTitle } from '#src/visuals/packets/title.ts';
import { createTcpFollower, type TcpFollower } from './follow-tcp.ts';
import { type CaptureProblem, readCapture } from './read-capture.ts';
import { readFrame, type Transported } from './read-frame.ts';

/** A STUN or ChannelData message of a capture. */
export interface CapturedMessage {
  /** The number of its frame in the file, from 1, as Wireshark counts. */
  readonly frame: number;
  /** Since the first frame, in ms; undefined where the file doesn't tell it. */
  readonly atMs: number | undefined;
  readonly protocol: 'udp' | 'tcp';
  readonly from: TransportAddress;
  readonly to: TransportAddress;
  readonly bytes: Uint8Array;
  readonly title: PacketTitle;
  /** Of a response: the place of its request in the list. */
  readonly request?: number;
}

export interface CaptureReading {
  readonly messages: readonly CapturedMessage[];
  readonly frames: number;
  /** There are more messages than are listed. */
  readonly isFull: boolean;
  readonly problem?: CaptureProblem;
}

export const MAX_MESSAGES = 20_000;

/** The STUN and TURN messages of a capture file. Takes time linear in its length, and never throws. */
export function readMessages(file: Uint8Array): CaptureReading {
  const messages: CapturedMessage[] = [];
  /** Requests that wait for a response, by transaction. */
  const requests = new Map<string, number>();
  const find = createFinder();
  const frames = readCapture(file);
  let count = 0;
  let firstAtMs: number | undefined;
  for (;;) {
    const next = frames.next();
    if (next.done)
      return { messages, frames: count, isFull: false, ...(next.value && { problem: next.value }) };
    const { linkType, bytes, atMs } = next.value;
    count += 1;
    firstAtMs ??= atMs;
    const transported = readFrame(linkType, bytes);
    if (!transported) continue;
    for (const message of find(transported)) {
      if (messages.length === MAX_MESSAGES) return { messages, frames: count, isFull: true };
      const { protocol, from, to } = transported;
      const request = linkRequest(requests, message, messages.length);
      messages.push({
        frame: count,
        atMs: atMs === undefined || firstAtMs === undefined ? undefined : atMs - firstAtMs,
        protocol,
        from,
        to,
        // The file is large, and the message is all that stays of it.
        bytes: message.slice(),
        title: packetTitle({ bytes: message, destination: to }),
        ...(request !== undefined && { request }),
      });
    }
  }
}

/** Remembers a request; finds that of a response. */
function linkRequest(requests: Map<string, number>, message: Uint8Array, place: number): number | undefined {
  const decoded = looksLikeStun(message) ? decodeStun(message) : undefined;
  if (!decoded?.ok) return undefined;
  const key = transactionKey(decoded.value.transactionId);
  if (decoded.value.class === 'request') requests.set(key, place);
  else if (decoded.value.class !== 'indication') return requests.get(key);
  return undefined;
}

/** Finds messages in what comes: in a datagram there is one, in a TCP stream they stand one after the other. */
function createFinder(): (transported: Transported) => readonly Uint8Array[] {
  const streams = new Map<string, TcpFollower>();
  /** Where STUN was seen: there, what looks like ChannelData is. */
  const known = new Set<string>();
  return (transported) => {
    const { protocol, from, to, bytes } = transported;
    const ends = [formatTransportAddress(from), formatTransportAddress(to)];
    if (protocol === 'udp') {
      const flow = ends.toSorted().join(' ');
      const isStun = looksLikeStun(bytes) && stunMessageLength(bytes) === bytes.length;
      if (isStun) known.add(flow);
      return isStun || (known.has(flow) && looksLikeChannelData(bytes)) ? [bytes] : [];
    }
    const direction = ends.join(' ');
    const stream = streams.get(direction) ?? createTcpFollower();
    streams.set(direction, stream);
    return stream.push(transported);
  };
}
