import {
  METHOD,
  decodeStun,
  findAttribute,
  looksLikeStun,
  splitMessageType,
  stunMessageLength,
  transactionKey,
} from '#src/protocol/index.ts';
import { decodeChannelData, looksLikeChannelData } from '#src/protocol/turn/channel-data.ts';

/** Where the id of a STUN message stands. RFC 8489 §5. */
const ID = { start: 8, end: 20 } as const;

/** The transactions of a packet's STUN messages: its own, and that of a message which it carries to or from a relay. */
export function transactionsOf(bytes: Uint8Array): readonly string[] {
  if (!looksLikeStun(bytes)) {
    const channelData = looksLikeChannelData(bytes) ? decodeChannelData(bytes) : undefined;
    return channelData?.ok ? transactionsOf(channelData.value.data) : [];
  }
  const own = transactionKey(bytes.subarray(ID.start, ID.end));
  const carried = dataOf(bytes);
  return carried ? [own, ...transactionsOf(carried)] : [own];
}

/** What a Send or Data indication carries. */
function dataOf(bytes: Uint8Array): Uint8Array | undefined {
  const { method } = splitMessageType(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0));
  if (method !== METHOD.Send && method !== METHOD.Data) return undefined;
  const decoded = decodeStun(bytes.subarray(0, stunMessageLength(bytes)));
  return decoded.ok ? findAttribute(decoded.value, 'DATA')?.data : undefined;
}
