import { data } from '#src/protocol/stun/attributes/data.ts';
import {
  METHOD,
  type StunClass,
  looksLikeStun,
  readHeader,
  stunMessageLength,
} from '#src/protocol/stun/header.ts';
import { readOne } from '#src/protocol/stun/read-one.ts';
import { transactionKey } from '#src/protocol/stun/transaction-id.ts';
import { decodeChannelData, looksLikeChannelData } from '#src/protocol/turn/channel-data.ts';

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
  const { class: messageClass, method, transactionId } = readHeader(bytes);
  const head = { class: messageClass, method, transactionId: transactionKey(transactionId) };
  if (method !== METHOD.Send && method !== METHOD.Data) return [head];
  const carried = readOne(bytes.subarray(0, stunMessageLength(bytes)), data)?.data;
  return carried ? [head, ...messagesOf(carried)] : [head];
}
