import { type StunClass, splitMessageType, transactionKey } from '#src/protocol/index.ts';
import { METHOD, looksLikeStun, stunMessageLength } from '#src/protocol/stun/header.ts';
import { decodeStun } from '#src/protocol/stun/decode.ts';
import { findAttribute } from '#src/protocol/stun/message.ts';
import { decodeChannelData, looksLikeChannelData } from '#src/protocol/turn/channel-data.ts';

/** Where the id of a STUN message stands. RFC 8489 §5. */
const ID = { start: 8, end: 20 } as const;

/** A STUN message of a packet: its own, or one that it carries to or from a relay. */
export interface MessageHead {
  readonly class: StunClass;
  readonly method: number;
  /** 24 hexadecimal digits. */
  readonly transactionId: string;
}

/** The STUN messages of a packet, the outermost first. They are not read further than that needs. */
export function messagesOf(bytes: Uint8Array): readonly MessageHead[] {
  if (!looksLikeStun(bytes)) {
    const channelData = looksLikeChannelData(bytes) ? decodeChannelData(bytes) : undefined;
    return channelData?.ok ? messagesOf(channelData.value.data) : [];
  }
  const { class: messageClass, method } = splitMessageType(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0));
  const transactionId = transactionKey(bytes.subarray(ID.start, ID.end));
  const carried = method === METHOD.Send || method === METHOD.Data ? dataOf(bytes) : undefined;
  return [{ class: messageClass, method, transactionId }, ...(carried ? messagesOf(carried) : [])];
}

function dataOf(bytes: Uint8Array): Uint8Array | undefined {
  const decoded = decodeStun(bytes.subarray(0, stunMessageLength(bytes)));
  return decoded.ok ? findAttribute(decoded.value, 'DATA')?.data : undefined;
}
