import { describe, expect, it } from 'vitest';
import { hex } from '#tests/vectors/hex.ts';
import {
  type StunClass,
  joinMessageType,
  looksLikeStun,
  splitMessageType,
  stunMessageLength,
} from './index.ts';

describe('Message types (RFC 8489 §5, figure 3)', () => {
  // Binding: the values that §5 spells out. Allocate and Send: RFC 8656 with the same bits.
  it.each<[number, StunClass, number]>([
    [0x0001, 'request', 0x001],
    [0x0101, 'success', 0x001],
    [0x0111, 'error', 0x001],
    [0x0011, 'indication', 0x001],
    [0x0003, 'request', 0x003],
    [0x0103, 'success', 0x003],
    [0x0016, 'indication', 0x006],
    [0x3fff, 'error', 0xfff],
    [0x3eef, 'request', 0xfff],
  ])('0x%s is a %s of method %i', (type, messageClass, method) => {
    expect(splitMessageType(type)).toEqual({ class: messageClass, method });
    expect(joinMessageType(messageClass, method)).toBe(type);
  });

  it('are the same after taking all 14 bits apart and joining them', () => {
    for (let type = 0; type < 1 << 14; type++) {
      const { class: messageClass, method } = splitMessageType(type);
      if (joinMessageType(messageClass, method) !== type) expect.fail(`0x${type.toString(16)}`);
    }
  });
});

describe('Telling STUN from other packets on the same port', () => {
  const binding = hex('0001 0000 2112a442 000102030405060708090a0b');
  it('takes a header for STUN', () => expect(looksLikeStun(binding)).toBe(true));

  it.each([
    ['ChannelData (0x4000–0x4FFF)', hex('4000 0010', '00'.repeat(16))],
    ['RTP (first byte 128–191)', hex('80 60 0000 2112a442', '00'.repeat(12))],
    ['DTLS (first byte 20–63) without the cookie', hex('16 fefd 0000', '00'.repeat(15))],
    ['a length that is no multiple of 4', hex('0001 0002 2112a442', '00'.repeat(14))],
    ['too few bytes', binding.subarray(0, 19)],
    ['nothing', new Uint8Array()],
  ])('does not take %s for STUN', (_, bytes) => expect(looksLikeStun(bytes)).toBe(false));
});

it('The length of a message on a stream is known from its first four bytes', () => {
  expect(stunMessageLength(hex('0001 0058'))).toBe(20 + 0x58);
  expect(stunMessageLength(hex('0001 00'))).toBeUndefined();
});
