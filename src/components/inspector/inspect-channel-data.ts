import { looksLikeStun } from '#src/protocol/index.ts';
import {
  CHANNEL_NUMBERS,
  OLD_CHANNEL_NUMBERS,
  decodeChannelData,
  isChannelNumber,
} from '#src/protocol/turn/channel-data.ts';
import type { FieldGroup, Finding, Inspection } from './model.ts';
import { NOTHING, hasCookie, restGroup } from './parts.ts';
import { laidOut } from './value-fields.ts';

/**
 * RFC 8656 §12.4; padding may follow (§12.5). Undefined for what isn't meant as ChannelData: its first byte
 * is 64 to 79 (§12, Table 3), and was up to 127 in RFC 5766, now obsolete.
 */
export function inspectChannelData(bytes: Uint8Array): Inspection | undefined {
  const { length } = bytes;
  const channel = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (channel < CHANNEL_NUMBERS.first || channel > OLD_CHANNEL_NUMBERS.last || hasCookie(bytes, 0)) {
    return undefined;
  }
  const declared = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  const dataEnd = length < 4 ? length : Math.min(length, 4 + declared);
  const paddingEnd = Math.min(length, dataEnd + (-dataEnd & 3));
  const fields = [
    ...laidOut(
      [
        ['channel', 'number', 2],
        ['dataLength', 'length', 2],
        ['data', 'data', 'rest'],
      ],
      0,
      dataEnd,
    ),
    ...laidOut([['padding', 'filler', 'rest']], dataEnd, paddingEnd),
  ];
  const groups: FieldGroup[] = [{ name: 'channelData', start: 0, end: paddingEnd, fields }];
  if (paddingEnd < length) groups.push(restGroup(paddingEnd, length));
  const isMessageInside = looksLikeStun(bytes.subarray(4, dataEnd));
  return {
    ...NOTHING,
    bytes,
    protocol: 'channel-data',
    groups,
    faults: channelFaults(bytes, channel, declared),
    remarks: isMessageInside ? [{ kind: 'message-inside', start: 4, end: dataEnd }] : [],
  };
}

function channelFaults(bytes: Uint8Array, channel: number, declared: number): Finding[] {
  const { length } = bytes;
  if (length < 4) return [{ kind: 'channel-too-short', start: 0, end: length, length }];
  const faults: Finding[] = [];
  if (!isChannelNumber(channel)) faults.push({ kind: 'reserved-channel', start: 0, end: 2, channel });
  // Whatever its number, the length is judged as the core does.
  const read = decodeChannelData(bytes, OLD_CHANNEL_NUMBERS);
  if (!read.ok && read.error === 'length-exceeds-datagram') {
    faults.push({ kind: 'channel-data-cut', start: 2, end: 4, declared, available: length - 4 });
  }
  return faults;
}
